import { formPost } from "@/lib/kernel/form-post";
import { decideAccessRecovery } from "@/lib/member/commands/decide-access-recovery";

const page = ({ list = "" }: Readonly<Record<string, string>>) => `/committee/${encodeURIComponent(list)}/access-recoveries`;

export const POST = formPost({
  command: decideAccessRecovery,
  fields: ["accessRecovery", "verdict.*", "reason.*"],
  input: (_params, { accessRecovery = "", ...fields }) => ({
    accessRecovery,
    verdict: fields[`verdict.${accessRecovery}`],
    reason: fields[`reason.${accessRecovery}`] ?? "",
  }),
  leadsTo: (_result, params) => `${page(params)}?done=kept`,
  page,
});
