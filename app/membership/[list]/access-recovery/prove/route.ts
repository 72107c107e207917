import { formPost } from "@/lib/kernel/form-post";
import { askAccessRecoveryProof } from "@/lib/member/commands/ask-access-recovery-proof";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: askAccessRecoveryProof,
  fields: ["accessRecovery", "proof"],
  input: (_params, { accessRecovery, proof }) => ({ accessRecovery, proof }),
  leadsTo: (_result, { list = "" }, { proof }) => pathOf(list, "access-recovery", { done: proof === "domain" ? "domain" : "alias" }),
  page: ({ list = "" }) => pathOf(list, "access-recovery"),
});
