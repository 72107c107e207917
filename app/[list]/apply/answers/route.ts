import { formRoute } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";
import { listBySlug } from "@/lib/list/lookup";
import { lists } from "../../../portal-page";
import { eligibleQuery } from "../eligible";

/** Leads on when every question was answered with yes, and to the reason when one was not. Writes nothing. */
export const POST = formRoute({
  fields: ["*"],
  page: ({ list }) => `/${encodeURIComponent(list ?? "")}/apply`,
  run: async (_context, { list: slug = "" }, fields) => {
    const list = listBySlug(lists(), slug);
    if (list === undefined) throw new Refusal("This portal does not have this list.");
    const open = list.eligibility.filter(({ key }) => fields[key] !== "yes" && fields[key] !== "no");
    if (open.length > 0) {
      throw new Refusal("Answer every question.", {
        kind: "input",
        problems: open.map(({ key, question }) => ({ field: key, message: `Select yes or no: ${question}` })),
      });
    }
    const query = eligibleQuery(list, fields);
    return list.eligibility.some(({ key }) => fields[key] === "no")
      ? `/${list.slug}/apply/not-eligible${query}`
      : `/${list.slug}/apply/start${query}`;
  },
});
