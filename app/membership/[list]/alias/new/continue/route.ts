import { judgedWish } from "@/lib/alias/queries/change";
import { wishIn } from "@/lib/alias/wish";
import { formRoute, keepForNext } from "@/lib/kernel/form-post";
import { aliasPath } from "../../path";

/** Judges the wish and keeps what was typed for the page that asks once more; writes nothing else. */
export const POST = formRoute({
  page: ({ list }, { member }) => aliasPath(list, "new", { member }),
  run: async ({ actor }, { list }, fields) => {
    const { member = "" } = fields;
    await judgedWish(actor, member, wishIn(fields), new Date());
    return aliasPath(list, "check", { member, kept: await keepForNext(aliasPath(list, "check", {}), fields) });
  },
});
