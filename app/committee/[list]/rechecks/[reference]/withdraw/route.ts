import { formPost } from "@/lib/kernel/form-post";
import { withdrawRecheckQuestion } from "@/lib/recheck/commands/withdraw-question";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: withdrawRecheckQuestion,
  fields: ["recheck", "question"],
  input: (_params, { recheck, question }) => ({ recheckId: recheck, questionId: question }),
  leadsTo: (_result, params) => recheckPath(params, { done: "withdrawn" }),
  page: (params) => recheckPath(params),
});
