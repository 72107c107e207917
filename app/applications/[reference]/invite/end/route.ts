import { endInvitation } from "@/lib/application/commands/end-invitation";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: endInvitation,
  fields: ["invitation"],
  input: ({ reference }, { invitation }) => ({ reference, invitation }),
  leadsTo: (_result, { reference }) => `${pathOf(reference, "invite")}?done=invitation-ended`,
  page: ({ reference }) => pathOf(reference, "invite"),
});
