import { formPost } from "@/lib/kernel/form-post";
import { answerJoin } from "@/lib/member/commands/answer-join";
import { backTo } from "../../../here";

export const POST = formPost({
  command: answerJoin,
  fields: ["member", "request", "answer.*", "role.*", "elsewhere.*"],
  input: (_params, { member, request = "", ...fields }) => ({
    member,
    request,
    answer: fields[`answer.${request}`],
    role: fields[`role.${request}`] ?? "",
    elsewhere: fields[`elsewhere.${request}`],
  }),
  done: "answered",
  page: backTo("people"),
});
