import { assessedWish } from "@/lib/alias/queries/change";
import { wishFields, wishIn } from "@/lib/alias/wish";
import { formRoute, keepForNext } from "@/lib/kernel/form-post";
import { backTo } from "../../../../here";

const [asked, check] = [backTo("alias/new"), backTo("alias/check")];

/** Validates the request and keeps what was typed for the confirmation page; writes nothing else. */
export const POST = formRoute({
  fields: ["member", ...wishFields],
  page: (params, fields) => asked(params, fields),
  run: async ({ actor }, params, fields) => {
    await assessedWish(actor, fields.member ?? "", wishIn(fields), new Date());
    return check(params, fields, { kept: await keepForNext(check(params, {}), fields) });
  },
});
