import { formPost } from "@/lib/kernel/form-post";
import { answerRecheckQuestion } from "@/lib/recheck/commands/answer-question";
import { backTo } from "../../../here";

export const POST = formPost({
  command: answerRecheckQuestion,
  fields: ["member", "recheck", "question", "reply"],
  input: (_params, { recheck, question, reply }) => ({ recheckId: recheck, questionId: question, reply }),
  done: "replied",
  page: backTo("recheck"),
});
