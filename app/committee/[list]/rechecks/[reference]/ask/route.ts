import { formPost } from "@/lib/kernel/form-post";
import { askRecheckQuestion } from "@/lib/recheck/commands/ask-question";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: askRecheckQuestion,
  fields: ["recheck", "criterion", "question"],
  input: (_params, { recheck, criterion, question }) => ({ recheckId: recheck, criterion, question }),
  leadsTo: (_result, params) => recheckPath(params, { done: "asked" }),
  page: (params) => recheckPath(params),
});
