import { startApplication } from "@/lib/application/commands/start-application";
import { formActions, formRoute } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";
import { listBySlug } from "@/lib/list/lookup";
import { lists } from "../../../portal-page";
import { eligibleAnswers, eligibleQuery } from "../eligible";

export const { GET, POST } = formActions({
  /** Leads on when every question was answered with yes, and to the reason when one was not. Writes nothing. */
  answers: formRoute({
    fields: ["*"],
    page: ({ list }) => `/${encodeURIComponent(list ?? "")}/apply`,
    run: async (_context, { list: slug = "" }, fields) => {
      const list = listHere(slug);
      const open = list.eligibility.filter(({ key }) => fields[key] !== "yes" && fields[key] !== "no");
      if (open.length > 0) {
        throw new Refusal("Answer every question.", {
          kind: "input",
          problems: open.map(({ key, question }) => ({ field: key, message: `Select yes or no: ${question}` })),
        });
      }
      const isEligible = list.eligibility.every(({ key }) => fields[key] !== "no");
      return `/${list.slug}/apply/${isEligible ? "start" : "not-eligible"}${eligibleQuery(list, fields)}`;
    },
  }),
  begin: formRoute({
    fields: ["organizationId", "name", "*"],
    page: ({ list: slug = "" }, fields) => {
      const list = listBySlug(lists(), slug);
      return list === undefined ? "/" : `/${list.slug}/apply/start${eligibleQuery(list, fields)}`;
    },
    run: async (context, { list: slug = "" }, fields) => {
      const list = listHere(slug);
      const { organizationId: id, name = "" } = fields;
      const organization = id !== undefined && id !== "another" ? { id } : { name };
      const started = await withFieldName(() =>
        startApplication(context, { list: slug, eligibility: eligibleAnswers(list, fields), organization }),
      );
      return started.to === "membership" ? `/membership/${slug}` : `/applications/${started.reference}`;
    },
  }),
});

function listHere(slug: string) {
  const list = listBySlug(lists(), slug);
  if (list === undefined) throw new Refusal("This portal does not have this list.");
  return list;
}

/** The command speaks of the organization; the form's field is its name. */
async function withFieldName<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "input") throw error;
    throw new Refusal(error.message, { kind: "input", problems: error.problems.map(({ message }) => ({ field: "name", message })) });
  }
}
