import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor } from "@/lib/kernel/actor";
import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { type Admitted, personOf, signedIn } from "../member/world";
import type { ResendSimulator } from "../simulators/resend";
import type { Character } from "./characters";

export type Inhabitant = Admitted & { readonly index: number; readonly character: Character };

/** The people of the members and of the committee, each morning at their desks. */
export function peopleOf(inhabitants: readonly Inhabitant[], { resend, start }: { resend: ResendSimulator; start: Day }) {
  const byId = new Map(inhabitants.map((each) => [each.memberId, each]));
  const byAlias = new Map(inhabitants.map((each) => [each.alias, each]));
  const toAnswer: { readonly token: string; readonly whose: Inhabitant }[] = [];
  let read = 0;

  return async (now: Date, today: Day): Promise<void> => {
    await answerAtAliases(now);
    for (const open of await openRechecks()) {
      const whose = byId.get(open.memberId);
      if (whose !== undefined) await attend(whose, open, now, today);
    }
    await leave(now, today);
    await decide(now);
  };

  /** Somebody who reads the alias answers the day after the email came. */
  async function answerAtAliases(now: Date): Promise<void> {
    for (const { token, whose } of toAnswer.splice(0)) {
      const answer = answerAliasCheck({ actor: visitor, now }, { token, name: "Security rota", organization: whose.name });
      await answer.catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error; // a newer email came meanwhile, and is answered next
      });
    }
    for (const { payload } of resend.sent.slice(read)) {
      const whose = byAlias.get(String(payload.to));
      const token = /\/confirm\/alias\/([A-Za-z0-9_-]{43})/.exec(String(payload.text))?.[1];
      if (whose !== undefined && token !== undefined && reads(whose.character)) toAnswer.push({ token, whose });
    }
    read = resend.sent.length;
  }

  /** What the organization, or where it cannot be reached the committee, does about its open re-check today. */
  async function attend(whose: Inhabitant, { id, version, status, openedOn, dueOn, stopped }: Open, now: Date, today: Day): Promise<void> {
    const age = daysBetween(openedOn, today);
    const gus = () => personOf(whose, "gus", now);
    const rita = () => signedIn("rita@mesh.example", now);
    if (status === "answered") {
      const said = whose.character === "failing" ? ["redistribution", "not-met", "The product has ended"] : ["user-base", "met", ""];
      const [criterion, verdict, reason] = said;
      await decided(await rita(), { recheckId: id, version, verdicts: [{ criterion, verdict, reason }] });
      return;
    }
    switch (whose.character) {
      case "prompt":
      case "leaver":
        if (age >= 2 + (whose.index % 7)) await allStillTrue(id, await gus());
        return;
      case "late":
        if (today >= addDays(dueOn, 5)) await allStillTrue(id, await gus());
        return;
      case "changed":
      case "failing":
        if (age >= 4) await sayOtherwise(id, whose.character === "changed" ? "user-base" : "redistribution", whose, await gus());
        return;
      case "bouncing":
      case "lost":
        if (stopped !== null && daysBetween(stopped, today) >= 5)
          await recordByPhone(await rita(), {
            recheckId: id,
            version,
            spokeWith: "Gina",
            spokeOn: today,
            said: "Everything is as it was.",
            answer: "all-still-true",
          });
        return;
      default:
        return;
    }
  }

  async function allStillTrue(recheckId: string, gus: Awaited<ReturnType<typeof personOf>>): Promise<void> {
    await sayAllStillTrue(gus, { recheckId, version: await versionOf(recheckId) });
    await answerRecheck(gus, { recheckId, version: await versionOf(recheckId), truth: "yes" });
  }

  async function sayOtherwise(recheckId: string, criterion: string, whose: Inhabitant, gus: Awaited<ReturnType<typeof personOf>>) {
    const changed = { text: `${whose.name} has other users now`, "links.0.url": "https://forum.example/users", "links.0.shows": "Users" };
    await saveRecheckAnswer(gus, {
      recheckId,
      criterion,
      version: 0,
      says: whose.character === "changed" ? "changed" : "no-longer-true",
      ...(whose.character === "changed" ? { draft: changed } : { words: "We have stopped shipping it." }),
    });
    await allStillTrue(recheckId, gus);
  }

  /** Some leave by their own wish, told ten days before. */
  async function leave(now: Date, today: Day): Promise<void> {
    for (const whose of inhabitants.filter(({ character }) => character === "leaver")) {
      if (today !== addDays(start, 60 + whose.index)) continue;
      await announceLeaving(await personOf(whose, "gus", now), { member: whose.memberId, on: addDays(today, 10), name: whose.name });
    }
  }

  /** Rita takes up what a machine proposed, Cora agrees the day after, and lets go what was on hold. */
  async function decide(now: Date): Promise<void> {
    const rita = await signedIn("rita@mesh.example", now);
    const cora = await signedIn("cora@committee.example", now);
    const { rows } = await database().execute<{ reference: string; first_by: string | null }>(
      sql`select reference, first_by from removal where status = 'proposed' and proposed_at < ${now.toISOString()}::timestamptz - interval '12 hours' order by reference`,
    );
    for (const { reference, first_by } of rows)
      await (first_by === null ? takeUpRemoval(rita, { reference }) : agreeRemoval(cora, { reference }));
    const held = await database().execute<{ number: number }>(
      sql`select count(*)::int as number from removal where status = 'agreed' and on_hold_at is not null and released_at is null`,
    );
    const number = held.rows[0]?.number ?? 0;
    if (number > 0) await releaseRemovals(cora, { list: "istio", number: String(number) });
  }
}

/** Whether emails reach somebody who reads them and acts. */
function reads(character: Character): boolean {
  return !["silent", "bouncing", "lost"].includes(character);
}

type Open = {
  readonly id: string;
  readonly memberId: string;
  readonly version: number;
  readonly status: "open" | "answered";
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly stopped: Day | null;
};

async function openRechecks(): Promise<readonly Open[]> {
  const { rows } = await database().execute<Open>(sql`
    select id, member_id as "memberId", version, status, opened_on as "openedOn", due_on as "dueOn", paused_on as stopped
    from recheck where status in ('open', 'answered') order by reference`);
  return rows;
}

async function versionOf(recheckId: string): Promise<number> {
  const { rows } = await database().execute<{ version: number }>(sql`select version from recheck where id = ${recheckId}`);
  return rows[0]?.version ?? 0;
}

/** The committee decides; of what nobody answered, such as a silent alias, it says that it cannot tell. */
async function decided(context: Context, input: Parameters<typeof decideRecheck>[1]): Promise<void> {
  try {
    await decideRecheck(context, input);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    const open = error.problems.map(({ field }) => ({ criterion: field.replace("verdict.", ""), verdict: "cannot-tell", reason: "" }));
    const { verdicts = [], ...rest } = input;
    await decideRecheck(context, { ...rest, verdicts: [...verdicts, ...open] });
  }
}
