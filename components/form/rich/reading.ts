import { syntaxOnly } from "@/lib/kernel/address";
import type { Problem } from "@/lib/kernel/refusal";
import type { Criterion } from "@/lib/list/definition";
import type { Draft, Kind } from "@/lib/list/kind";

/** Validates the content of a form; without problems the answer can be sent. */
export type ReadForm = (typed: Draft) => readonly Problem[];

/**
 * The kinds that the browser validates, each in a chunk of its own. What only the server knows (public suffixes, other members) is
 * reported after sending. The policy and attestations are left out: they are single choices.
 */
const kindsInBrowser: Readonly<Record<string, (criterion: Criterion) => Promise<ReadForm>>> = {
  "contact-alias": async (criterion) => reader((await import("@/lib/list/kinds/contact-alias")).contactAlias, criterion),
  product: async (criterion) => reader((await import("@/lib/list/kinds/product")).product, criterion),
  people: async (criterion) => reader((await import("@/lib/list/kinds/people")).people, criterion),
  statement: async (criterion) => reader((await import("@/lib/list/kinds/statement")).statement, criterion),
  "listed-elsewhere": async (criterion) => reader((await import("@/lib/list/kinds/listed-elsewhere")).listedElsewhere, criterion),
  participant: async (criterion) => reader((await import("@/lib/list/kinds/participant")).participant, criterion),
};

/** The reading of a criterion's answer, or null where only the server can read it. */
export async function readingFor(criterion: Criterion): Promise<ReadForm | null> {
  return (await kindsInBrowser[criterion.kind]?.(criterion)) ?? null;
}

function reader<Settings, Answer>(kind: Kind<Settings, Answer>, criterion: Criterion): ReadForm {
  const settings = kind.settings.parse(criterion.settings ?? {});
  const names = kind.fields(criterion, settings).map(({ name }) => name);
  return (typed) => {
    const draft = Object.fromEntries(
      Object.entries(typed).filter(([name]) => names.some((own) => name === own || name.startsWith(`${own}.`))),
    );
    const reading = kind.read(criterion, settings, draft, { portalDomain: "", memberDomains: [], domains: syntaxOnly });
    return reading.ok ? [] : reading.problems;
  };
}
