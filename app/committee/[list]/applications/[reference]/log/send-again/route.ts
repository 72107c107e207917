import { pathOf } from "@/app/committee/path";
import { listOr404 } from "@/app/portal-page";
import { sendAgain } from "@/lib/application/commands/send-again";
import { formRoute } from "@/lib/kernel/form-post";
import { notAllowed } from "@/lib/kernel/refusal";
import { emailsOf } from "@/lib/views/application-emails";

export const POST = formRoute({
  fields: ["emailId", "mayArriveTwice"],
  page: (params) => pathOf(params, "log"),
  run: async (context, params, { emailId = "", mayArriveTwice }) => {
    // The application is opened first: only that knows conflicts of interest that nobody declared.
    const emails = await emailsOf(context.actor, listOr404(params.list ?? ""), params.reference ?? "", new Date());
    if (!emails?.some(({ id }) => id === emailId)) throw notAllowed();
    await sendAgain(context, { emailId, mayArriveTwice: mayArriveTwice === "yes" });
    return `${pathOf(params, "log")}?done=sent-again`;
  },
});
