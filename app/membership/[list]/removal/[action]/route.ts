import { formActions, formsOf } from "@/lib/kernel/form-post";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { backTo } from "../../../here";

const form = formsOf(backTo("removal"), ["member"]);

export const { GET, POST } = formActions({
  appeal: form({
    command: fileAppeal,
    fields: ["words"],
    input: (_params, { member, words = "" }) => ({ member, words }),
    done: "appealed",
  }),
  evidence: form({
    command: submitEvidence,
    fields: ["criterion", "evidence"],
    input: (_params, { member, criterion = "", evidence = "" }) => ({ member, criterion, evidence }),
    done: "evidence-submitted",
  }),
});
