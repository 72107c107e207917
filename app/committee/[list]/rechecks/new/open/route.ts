import { type Fields, formPost } from "@/lib/kernel/form-post";
import { openRecheck } from "@/lib/removal/commands/open-recheck";

export const POST = formPost({
  command: openRecheck,
  fields: ["member", "because", "criteria.*"],
  input: (_params, fields) => {
    const criteria = ticked(fields);
    return { memberId: fields.member, because: fields.because, ...(criteria.length === 0 ? {} : { criteria }) };
  },
  leadsTo: (_result, { list = "" }) => `/committee/${encodeURIComponent(list)}/rechecks?show=due&done=opened`,
  page: ({ list = "" }, { member = "" }) => `/committee/${encodeURIComponent(list)}/rechecks/new?member=${encodeURIComponent(member)}`,
});

function ticked(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith("criteria.") && value === "yes" ? [name.slice("criteria.".length)] : [],
  );
}
