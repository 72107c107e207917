import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { sendDecisionNow } from "@/lib/review/commands/send-decision-now";

export const POST = formPost({
  command: sendDecisionNow,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (sent, params) => `${pathOf(params, "email")}?done=${sent ? "email-sent" : "not-sent"}`,
  page: (params) => pathOf(params, "email"),
});
