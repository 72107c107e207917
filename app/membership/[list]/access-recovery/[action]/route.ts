import { formActions, formsOf } from "@/lib/kernel/form-post";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askAccessRecoveryProof } from "@/lib/member/commands/ask-access-recovery-proof";
import { stopAccessRecovery } from "@/lib/member/commands/stop-access-recovery";
import { pathOf } from "../../../here";

const form = formsOf(({ list = "" }) => pathOf(list, "access-recovery"));

export const { GET, POST } = formActions({
  ask: form({
    command: askAccessRecovery,
    fields: ["list", "organization", "words"],
    input: ({ list }, { organization = "", words = "" }) => ({ list, organization, words }),
    leadsTo: ({ to }, { list = "" }) => (to === "membership" ? pathOf(list, "") : pathOf(list, "access-recovery", { done: "asked" })),
  }),
  prove: form({
    command: askAccessRecoveryProof,
    fields: ["accessRecovery", "proof"],
    input: (_params, { accessRecovery, proof }) => ({ accessRecovery, proof }),
    leadsTo: (_result, { list = "" }, { proof }) => pathOf(list, "access-recovery", { done: proof === "domain" ? "domain" : "alias" }),
  }),
  stop: form({
    command: stopAccessRecovery,
    fields: ["accessRecovery"],
    input: (_params, { accessRecovery }) => ({ accessRecovery }),
    done: "stopped",
  }),
});
