import { currentActor } from "@/lib/identity/current-actor";
import { dayOf } from "@/lib/kernel/calendar";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { statusFields } from "@/lib/member/status";
import { committeeMembers, memberFilters } from "@/lib/views/members";
import { lists } from "../../../portal-page";

/** One file never holds more rows; a link leads to the next. */
const mostRows = 5_000;

type Exported = {
  readonly list: string;
  readonly members: readonly {
    readonly organization: string;
    readonly standing: string | null;
    readonly status: { readonly actor: string; readonly action: string; readonly by: string | null; readonly otherwise: string } | null;
    readonly since: string | null;
    readonly leftOn: string | null;
    readonly nextRecheckOn: string | null;
    readonly criteria:
      | readonly {
          readonly criterion: string;
          readonly state: string;
          readonly confirmedOn: string | null;
          readonly confirmedBy: string | null;
        }[]
      | null;
    readonly aliasDomains: readonly string[] | null;
    readonly aliasAnsweredOn: string | null;
    readonly representative: string | null;
  }[];
  /** Where the rows go on; null at the end. */
  readonly next: string | null;
};

/**
 * The members that the page shows with the same address, as a file. It has the fields that this reader may see, and never an
 * address of a contact alias: those leave the portal at the command line only.
 */
export async function exportedMembers(
  request: Request,
  slug: string,
  { type, write }: { type: string; write: (exported: Exported) => string },
): Promise<Response> {
  const list = lists().find((each) => each.slug === slug);
  const url = new URL(request.url);
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const now = new Date();
  const found =
    list === undefined
      ? null
      : await committeeMembers(await currentActor(), list, {
          filter: memberFilters.find((name) => name === asked("show")) ?? "all",
          find: asked("find"),
          cursor: asked("after"),
          today: dayOf(now),
          now,
          limit: mostRows,
        });
  if (found === null) return plainPage(404, "Page not found", notAllowed().message);
  const next = found.next === null ? null : `${url.pathname}?${withAfter(url.searchParams, found.next)}`;
  const members = found.rows.map((row) => {
    const known = row.view === "recused" ? null : row;
    const full = row.view === "full" ? row : null;
    const answered = full?.aliases.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [dayOf(answeredAt)])) ?? [];
    return {
      organization: row.name,
      standing: known?.standing ?? null,
      status: full === null ? null : statusFields(full.status),
      since: known?.since ?? null,
      leftOn: known?.leftOn ?? null,
      nextRecheckOn: known?.nextRecheckOn ?? null,
      criteria:
        full?.criteria.map(({ criterion, state, confirmedOn, confirmedBy }) => ({ criterion, state, confirmedOn, confirmedBy })) ?? null,
      aliasDomains: full?.aliases.map(({ domain }) => domain) ?? null,
      aliasAnsweredOn: answered.sort()[0] ?? null,
      representative: full?.representative ?? null,
    };
  });
  return new Response(write({ list: slug, members, next }), {
    headers: { "content-type": type, "cache-control": "no-store", ...(next === null ? {} : { link: `<${next}>; rel="next"` }) },
  });
}

function withAfter(search: URLSearchParams, after: string): URLSearchParams {
  const more = new URLSearchParams(search);
  more.set("after", after);
  return more;
}
