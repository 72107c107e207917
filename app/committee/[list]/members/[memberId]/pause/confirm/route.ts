import { memberPath } from "@/app/committee/member-page";
import { formPost } from "@/lib/kernel/form-post";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";

export const POST = formPost({
  command: confirmPause,
  fields: ["pause"],
  input: (_, { pause }) => ({ pause }),
  leadsTo: ({ member }, { list }) => `${memberPath({ list, memberId: member })}?done=pause-confirmed`,
  page: (params) => memberPath(params),
});
