import { memberPath } from "@/app/committee/member-page";
import { formPost } from "@/lib/kernel/form-post";
import { resumeDelivery } from "@/lib/removal/commands/resume-delivery";

export const POST = formPost({
  command: resumeDelivery,
  fields: ["pause"],
  input: (_, { pause }) => ({ pause }),
  leadsTo: ({ member }, { list }) => `${memberPath({ list, memberId: member })}?done=delivery-resumed`,
  page: (params) => memberPath(params),
});
