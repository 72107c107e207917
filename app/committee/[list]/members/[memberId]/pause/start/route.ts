import { memberPath } from "@/app/committee/member-page";
import { formPost } from "@/lib/kernel/form-post";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";

export const POST = formPost({
  command: pauseDelivery,
  fields: ["reason"],
  input: ({ memberId }, { reason }) => ({ member: memberId, reason: reason ?? "" }),
  leadsTo: (_, params) => `${memberPath(params)}?done=delivery-paused`,
  page: (params) => memberPath(params, "pause"),
});
