import { pathOf } from "@/app/committee/path";
import { listOr404 } from "@/app/portal-page";
import { formRoute } from "@/lib/kernel/form-post";
import { notAllowed } from "@/lib/kernel/refusal";
import { sendAgain } from "@/lib/letter/commands/send-again";
import { lettersOf } from "@/lib/review/queries/letters";

export const POST = formRoute({
  fields: ["letterId", "mayArriveTwice"],
  page: (params) => pathOf(params, "log"),
  run: async (context, params, { letterId = "", mayArriveTwice }) => {
    // The application is opened first: only that knows conflicts of interest that nobody declared.
    const letters = await lettersOf(context.actor, listOr404(params.list ?? ""), params.reference ?? "", new Date());
    if (!letters?.some(({ id }) => id === letterId)) throw notAllowed();
    await sendAgain(context, { letterId, mayArriveTwice: mayArriveTwice === "yes" });
    return `${pathOf(params, "log")}?done=sent-again`;
  },
});
