import { askEvidence } from "@/lib/evidence/commands/ask-evidence";
import { formPost } from "@/lib/kernel/form-post";
import { checksPath } from "../../../alerts/path";

export const POST = formPost({
  command: askEvidence,
  fields: ["name"],
  input: ({ member = "" }, { name }) => ({ memberId: member, name }),
  done: "checks-asked",
  page: ({ list = "", member = "" }) => checksPath(list, member),
});
