import { formPost } from "@/lib/kernel/form-post";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { backTo } from "../../../here";

const back = backTo("removal");

export const POST = formPost({
  command: submitEvidence,
  fields: ["member", "criterion", "evidence"],
  input: (_, { member, criterion, evidence }) => ({ member, criterion: criterion ?? "", evidence: evidence ?? "" }),
  leadsTo: (_, params, fields) => back(params, fields, { done: "evidence-submitted" }),
  page: (params, fields) => back(params, fields),
});
