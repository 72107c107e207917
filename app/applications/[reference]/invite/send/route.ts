import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: inviteColleague,
  fields: ["email"],
  input: ({ reference }, { email = "" }) => ({ reference, email }),
  leadsTo: (_result, { reference }) => `${pathOf(reference, "invite")}?done=invited`,
  page: ({ reference }) => pathOf(reference, "invite"),
});
