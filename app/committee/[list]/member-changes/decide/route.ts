import { formPost } from "@/lib/kernel/form-post";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";

const page = ({ list = "" }: Readonly<Record<string, string>>) => `/committee/${encodeURIComponent(list)}/member-changes`;

export const POST = formPost({
  command: decideMemberChange,
  fields: ["change", "verdict.*", "reason.*"],
  input: (_params, { change = "", ...fields }) => ({
    change,
    verdict: fields[`verdict.${change}`],
    reason: fields[`reason.${change}`] ?? "",
  }),
  leadsTo: (_result, params) => `${page(params)}?done=kept`,
  page,
});
