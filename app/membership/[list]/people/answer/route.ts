import { formPost } from "@/lib/kernel/form-post";
import { answerJoin } from "@/lib/member/commands/answer-join";
import { backTo } from "../../../here";

const back = backTo("people");

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
  leadsTo: (_result, params, fields) => back(params, fields, { done: "answered" }),
  page: (params, fields) => back(params, fields),
});
