import { formPost } from "@/lib/kernel/form-post";
import { decideJoin } from "@/lib/member/commands/decide-join";

const page = ({ list = "" }: Readonly<Record<string, string>>) => `/committee/${encodeURIComponent(list)}/join-requests`;

export const POST = formPost({
  command: decideJoin,
  fields: ["request", "answer.*", "role.*"],
  input: (_params, { request = "", ...fields }) => ({
    request,
    answer: fields[`answer.${request}`],
    role: fields[`role.${request}`] ?? "",
  }),
  leadsTo: (_result, params) => `${page(params)}?done=answered`,
  page,
});
