import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { dayOf } from "@/lib/kernel/calendar";
import type { OpenTask, OpenTaskKind } from "@/lib/member/open-task";
import { aboutRemoval, removalKinds } from "@/lib/member/removal-open-tasks";
import { seenByMember } from "@/lib/member/status";
import { istio } from "@/lists/istio";
import { testDatabase } from "../setup/database";
import { pageWords } from "../setup/pages";
import { type Contradictions, emailContradictions, type Known, missingOn, pageContradictions, type Side } from "./claims";
import { factsNow } from "./kept-status";
import { type Event, events, type Model, nextStep, reachable, start, stateAfter } from "./model";
import { ModelMember } from "./model-member";
import { type Committee, committee, forget } from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

/** Ways to states that pages and emails show differently. */
const ways: readonly (readonly Event[])[] = [
  [],
  ["leave"],
  ["expire"],
  ["expire", "leave"],
  ["expire", "agree 1"],
  ["expire", "re-check of some"],
  ["expire", "answer"],
  ["expire", "agree 1", "answer"],
  ["expire", "agree 1", "answer", "pass"],
  ["expire", "agree 1", "answer", "fail"],
  ["expire", "agree 1", "submit evidence"],
  ["expire", "agree 1", "submit evidence", "stands"],
  ["expire", "agree 1", "submit evidence", "struck"],
  ["expire", "agree 1", "agree 2"],
  ["expire", "agree 1", "agree 2", "answer"],
  ["expire", "agree 1", "agree 2", "answer", "submit evidence"],
  ["expire", "agree 1", "agree 2", "re-check of some"],
  ["expire", "agree 1", "agree 2", "appeal"],
  ["expire", "agree 1", "agree 2", "answer", "appeal"],
  ["expire", "agree 1", "agree 2", "appeal", "turned-down"],
  ["expire", "agree 1", "agree 2", "day of removal"],
  ["expire", "agree 1", "agree 2", "day of removal", "appeal"],
  ["propose"],
  ["propose", "expire"],
  ["propose", "expire", "agree 2"],
  ["propose", "expire", "submit evidence", "struck"],
  ["answer", "propose"],
  ["propose", "answer"],
  ["propose", "answer", "pass"],
  ["propose", "answer", "fail"],
  ["propose", "answer", "fail", "submit evidence", "struck"],
  ["propose", "agree 2"],
  ["propose", "agree 2", "answer"],
  ["propose", "agree 2", "submit evidence"],
  ["propose", "agree 2", "appeal"],
  ["propose", "agree 2", "submit evidence", "appeal"],
  ["propose", "agree 2", "appeal", "upheld"],
  ["propose", "agree 2", "day of removal"],
  ["propose", "agree 2", "day of removal", "appeal", "upheld"],
  ["propose", "agree 2", "day of removal", "appeal", "turned-down"],
  ["propose alias"],
  ["propose alias", "alias confirmed"],
  ["propose alias", "alias disowned"],
  ["propose alias", "alias disowned", "alias confirmed"],
  ["propose alias", "agree 2"],
  ["propose alias", "agree 2", "alias confirmed"],
  ["propose alias", "agree 2", "alias disowned"],
  ["propose alias", "submit evidence"],
  ["propose alias", "answer"],
  ["answer"],
  ["answer", "pass"],
  ["answer", "fail"],
  ["answer", "fail", "agree 2"],
  ["answer", "fail", "submit evidence"],
  ["answer", "fail", "agree 2", "appeal"],
  ["answer", "fail", "found met"],
  ["answer", "fail", "re-check of some", "answer"],
];

/** How a re-check ended makes no difference to what is open. */
const recheckOf = ({ recheck }: Model) => (["open", "answered", "expired"].includes(recheck) ? recheck : "over");

describe("pages and emails name the actor, the action and the day of the status", () => {
  let who: Committee;

  beforeAll(async () => {
    await testDatabase();
    await forget();
    who = await committee();
  });

  test("in states of each next step, reached by each event", () => {
    const ends = ways.map((way) => way.reduce(stateAfter, start));
    const steps = (models: readonly Model[]) =>
      [...new Set(models.map((model) => JSON.stringify([recheckOf(model), nextStep(model)])))].sort();
    expect(steps(ends)).toEqual(steps(reachable().map(({ model }) => model)));
    expect(new Set(ways.map((way) => way.at(-1)).filter((event) => event !== undefined))).toEqual(new Set(events));
  });

  test.each(ways.map((way) => ({ way, title: way.join(", ") || "a re-check was opened" })))("$title", async ({ way, title }) => {
    const one = await ModelMember.make(who, title);
    const wrong: string[] = [];
    for (const [index, event] of way.entries()) {
      const before = one.now;
      await one.takes(event);
      const known = await factsOf(one);
      const emails = await emailsSince(before, one);
      for (const { kind, side, text } of emails)
        wrong.push(...emailContradictions(text, side, known).map((each) => `${index + 1}. ${event}: ${kind} to the ${side} ${each}`));
      await allArrive();
    }
    const known = await factsOf(one);
    for (const page of await pagesOf(one)) wrong.push(...page.contradictions(known).map((each) => `${page.name} ${each}`));
    expect(wrong, `${title}: ${JSON.stringify(known.status.openTasks.map(({ actor, action, by }) => [actor, action, by]))}`).toEqual([]);
  });

  async function factsOf({ of: { memberId }, now }: ModelMember): Promise<Known> {
    return { ...(await factsNow(memberId, dayOf(now))), today: dayOf(now) };
  }

  async function allArrive(): Promise<void> {
    await database().execute(sql`update email set delivered_at = created_at where delivered_at is null`);
  }

  /** What was written about the member after a moment: each email once for each side that reads it. An alert is no matter of the membership. */
  async function emailsSince(
    before: Date,
    { of: { domain, name } }: ModelMember,
  ): Promise<readonly { kind: EmailKind; side: Side; text: string }[]> {
    const { rows } = await database().execute<{ kind: EmailKind; recipient: string; data: EmailData[EmailKind] }>(
      sql`select kind, recipient, data from email where created_at > ${before.toISOString()}::timestamptz and data ->> 'organization' = ${name}
        and kind not in ('alias-check', 'alert-raised') order by created_at, id`,
    );
    const seen = new Map<string, { kind: EmailKind; side: Side; text: string }>();
    for (const { kind, recipient, data } of rows) {
      const side = recipient.endsWith(`@${domain}`) ? "member" : "committee";
      const { text } = await renderEmail({ kind, data } as Parameters<typeof renderEmail>[0], istio, "https://portal.example");
      seen.set(`${kind} ${side} ${text}`, { kind, side, text });
    }
    return [...seen.values()];
  }

  type Page = { readonly name: string; readonly contradictions: (known: Known) => Contradictions };

  type Drawn = {
    readonly name: string;
    readonly side: Side;
    readonly file: string;
    readonly params?: Record<string, string>;
    /** What of the status it has to name, and how. */
    readonly names: (known: Known) => readonly OpenTask[];
    readonly as: "sentence" | "line";
  };

  const first = ({ status: { openTasks } }: Known, ...kinds: readonly OpenTaskKind[]): readonly OpenTask[] =>
    (openTasks.some(({ kind }) => kinds.includes(kind)) ? openTasks.filter(({ kind }) => kinds.includes(kind)) : openTasks).slice(0, 1);

  /** Every page that says how the member stands, as its primary representative, a chair and a reviewer read it. */
  async function pagesOf({ of, now }: ModelMember): Promise<readonly Page[]> {
    const { memberId, domain } = of;
    const { rows } = await database().execute<{ removals: string[]; rechecks: string[]; left: boolean }>(sql`
      select m.left_on is not null as left, array(select r.reference from removal r where r.member_id = m.id order by r.proposed_at) as removals,
        array(select k.reference from recheck k where k.member_id = m.id order by k.opened_on) as rechecks
      from member m where m.id = ${memberId}`);
    const [{ removals, rechecks, left } = { removals: [], rechecks: [], left: false }] = rows;
    const [own, its] = ["app/membership/[list]", "app/committee/[list]"];
    const member = { side: "member", as: "sentence" } as const;
    const committees = { side: "committee", as: "line" } as const;
    const drawn: readonly Drawn[] = [
      { ...member, name: "home", file: `${own}/page.tsx`, names: ({ status }) => seenByMember(status.openTasks) },
      {
        ...member,
        name: "the member's removal page",
        file: `${own}/removal/page.tsx`,
        names: (known) => first(known, ...removalKinds),
      },
      ...(left
        ? []
        : [
            {
              ...member,
              name: "the member's re-check page",
              file: `${own}/recheck/page.tsx`,
              names: (known: Known) => first(known, "recheck"),
            },
          ]),
      {
        ...committees,
        name: "the committee's member page",
        file: `${its}/members/[memberId]/page.tsx`,
        params: { memberId },
        names: ({ status }) => status.openTasks,
      },
      ...removals.map((reference) => ({
        ...committees,
        name: `the committee's page of removal ${reference}`,
        file: `${its}/removals/[reference]/page.tsx`,
        params: { reference },
        names: ({ status, facts }: Known) => status.openTasks.filter(aboutRemoval(facts, reference)),
      })),
      ...rechecks.map((reference) => ({
        ...committees,
        name: `the committee's page of re-check ${reference}`,
        file: `${its}/rechecks/[reference]/page.tsx`,
        params: { reference },
        names: ({ status }: Known) => status.openTasks.filter((openTask) => openTask.reference === reference),
      })),
    ];
    const pages: Page[] = [];
    for (const { side, as, name, file, params = {}, names } of drawn)
      for (const email of side === "member" ? [`gus@${domain}`] : [who.cora.email, who.raj.email]) {
        const words = await pageWords(email, file, { params: { list: "istio", ...params }, at: now });
        pages.push({
          name: `${name}, to ${email},`,
          contradictions: (known) => [...pageContradictions(words, side, known), ...missingOn(words, { side, as }, known, names(known))],
        });
      }
    return pages;
  }
});
