import { formPost } from "@/lib/kernel/form-post";
import { decideAccessRecovery } from "@/lib/member/commands/decide-access-recovery";

const page = ({ list = "" }: Readonly<Record<string, string>>) => `/committee/${encodeURIComponent(list)}/successions`;

export const POST = formPost({
  command: decideAccessRecovery,
  fields: ["succession", "verdict.*", "reason.*"],
  input: (_params, { succession = "", ...fields }) => ({
    succession,
    verdict: fields[`verdict.${succession}`],
    reason: fields[`reason.${succession}`] ?? "",
  }),
  leadsTo: (_result, params) => `${page(params)}?done=kept`,
  page,
});
