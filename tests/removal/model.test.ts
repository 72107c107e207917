import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { database } from "@/db/client";
import { appeal, letter, member, recheck, recheckAnswer, removal, removalEvidence } from "@/db/schema";
import { type Person, worker } from "@/lib/kernel/actor";
import { dayOf, laterDay, startOf } from "@/lib/kernel/calendar";
import { type Context, command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { answerRecheck } from "@/lib/recheck/commands/answer-recheck";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { lapse } from "@/lib/recheck/commands/end";
import { judgeRecheck } from "@/lib/recheck/commands/judge-recheck";
import { lockRecheck, ofRecheck } from "@/lib/recheck/commands/lock";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { closeRemovalOfDeparted } from "@/lib/removal/commands/close-removal-of-departed";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { randomFrom } from "../alias/random";
import { testDatabase } from "../setup/database";
import { type Event, events, isCured, type Model, nextStep, openRemoval, reachable, start, stateAfter } from "./model";
import { type Admitted, admitted, type Committee, committee, forget, grounds, monday, personOf } from "./world";

/** REMOVAL_SEQUENCES runs more of them, REMOVAL_SEED others; a failure names the seed and the events that lead to it. */
const sequences = Number(process.env.REMOVAL_SEQUENCES ?? 2000);
const firstSeed = Number(process.env.REMOVAL_SEED ?? 1);
const atOnce = 8;
const longest = 7;

const states = reachable();
const named = (model: Model) => JSON.stringify(model);

describe("the model", () => {
  test("removes nobody while every reason is cured", () => {
    for (const { model, path } of states) {
      if (openRemoval(model) !== null) expect(isCured(model), path.join(", ")).toBe(false);
      const next = stateAfter(model, "day of removal");
      if (next.removal?.status === "carried-out" && model.removal?.status === "agreed") expect(isCured(model), path.join(", ")).toBe(false);
    }
  });

  test("leaves no removal without a next step, and each such step changes something", () => {
    for (const { model, path } of states) {
      const step = nextStep(model);
      expect(step === null, path.join(", ")).toBe(openRemoval(model) === null);
      for (const event of step?.by ?? []) expect(named(stateAfter(model, event)), `${path.join(", ")}: ${event}`).not.toBe(named(model));
    }
  });

  test("ends every open removal when its steps are taken, whatever is decided", () => {
    for (const { model, path } of states) {
      let current = model;
      for (let steps = 0; nextStep(current) !== null; steps += 1) {
        expect(steps, path.join(", ")).toBeLessThan(6);
        current = stateAfter(current, nextStep(current)?.by.at(-1) ?? "leave");
      }
    }
  });
});

describe("the commands on PostgreSQL", () => {
  let who: Committee;

  beforeAll(async () => {
    await testDatabase();
    await forget();
    who = await committee();
  });

  /** What the re-check's ladder does at its end. */
  const lapses = command("lapses", ofRecheck, async (work, { recheckId }) => {
    const approach = await lockRecheck(work, recheckId);
    work.authorize(true);
    await lapse(work, approach);
  });

  class Member {
    private now = monday;
    private constructor(
      private readonly of: Admitted,
      private readonly gus: Person,
      private readonly recheckId: string,
    ) {}

    static async make(name: string): Promise<Member> {
      const of = await admitted(name, { people: [["gus", "primary"]] });
      const day = dayOf(monday);
      const [made] = await database()
        .insert(recheck)
        .values({
          reference: name,
          list: "istio",
          memberId: of.memberId,
          because: "schedule",
          criteria: ["user-base", "community"],
          openedOn: day,
          dueOn: day,
          lookOn: day,
        })
        .returning({ id: recheck.id });
      const recheckId = made?.id ?? "";
      const { actor } = await personOf(of);
      const said = { recheckId, draft: {}, saidAt: monday, saidBy: actor.personId };
      await database()
        .insert(recheckAnswer)
        .values([
          { ...said, criterion: "user-base", says: "still-true" },
          { ...said, criterion: "community", says: "no-longer-true" },
        ]);
      return new Member(of, actor, recheckId);
    }

    /** Lets an event happen; a refusal is an answer like any other. */
    async takes(event: Event): Promise<void> {
      this.now = new Date(this.now.getTime() + 60_000);
      try {
        await this.does(event);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
      if (event === "leave" || event === "day of removal") await this.closes();
    }

    private as({ personId, email, name, ...rest }: Person): Context & { actor: Person; now: Date } {
      return { actor: { personId, email, name, ...rest, signedInAt: this.now }, now: this.now };
    }

    private get system(): Context & { now: Date } {
      return { actor: worker, now: this.now };
    }

    private async does(event: Event): Promise<unknown> {
      const { memberId, name } = this.of;
      const newest = await this.newest();
      const reference = newest?.reference ?? "2099-999";
      const [held] = await database().select().from(recheck).where(eq(recheck.id, this.recheckId));
      switch (event) {
        case "lapse":
          return held?.status === "open" ? lapses(this.system, { recheckId: this.recheckId }) : undefined;
        case "propose":
          return proposeRemovalByPerson(this.as(who.rita), { member: memberId, grounds, typed: name });
        case "agree 1":
          return takeUpRemoval(this.as(who.rita), { reference });
        case "agree 2":
          return agreeRemoval(this.as(who.cora), { reference });
        case "answer":
          return answerRecheck(this.as(this.gus), { recheckId: this.recheckId, version: held?.version ?? 0, truth: "yes" });
        case "pass":
        case "fail": {
          const verdict = event === "pass" ? "met" : "not-met";
          const verdicts = [{ criterion: "community", verdict, reason: "Read." }];
          return judgeRecheck(this.as(who.rita), { recheckId: this.recheckId, version: held?.version ?? 0, verdicts });
        }
        case "submit evidence": {
          const [criterion = ""] = await this.reasons(newest?.id);
          return submitEvidence(this.as(this.gus), { member: memberId, criterion, evidence: "It is met." });
        }
        case "stands":
        case "struck": {
          const [piece] = await database()
            .select({ id: removalEvidence.id })
            .from(removalEvidence)
            .where(and(eq(removalEvidence.removalId, newest?.id ?? crypto.randomUUID()), isNull(removalEvidence.answeredAt)));
          if (piece === undefined) return;
          return answerEvidence(this.as(who.cora), { reference, evidence: piece.id, outcome: event, answer: "Read." });
        }
        case "appeal":
          return fileAppeal(this.as(this.gus), { member: memberId, words: "You misread it." });
        case "upheld":
        case "turned-down":
          for (const reader of [who.raj, who.rosa])
            await readAppeal(this.as(reader), { reference, verdict: event === "upheld" ? "agree" : "object", reason: "Read." });
          return;
        case "day of removal": {
          if (newest === null) return;
          const day = laterDay(newest.carryOutOn, dayOf(this.now));
          this.now = new Date(Math.max(this.now.getTime(), startOf(day).getTime() + 8 * 3_600_000));
          await database().update(letter).set({ deliveredAt: sql`created_at` }).where(eq(letter.subjectId, newest.id));
          // More are due than a day lets go without a chair's word, so a chair has given it.
          await database().update(removal).set({ releasedAt: this.now, releasedBy: who.cora.personId }).where(eq(removal.id, newest.id));
          await reviewRemoval(this.system, { removalId: newest.id });
          return carryOutRemoval(this.system, { removalId: newest.id, day });
        }
        case "leave":
          return announceLeaving(this.as(this.gus), { member: memberId, on: dayOf(this.now), name });
      }
    }

    /** What the worker does once a member has left. */
    private async closes(): Promise<void> {
      const { memberId } = this.of;
      const [row] = await database().select({ leftOn: member.leftOn }).from(member).where(eq(member.id, memberId));
      if (row?.leftOn == null) return;
      await closeRemovalOfDeparted(this.system, { memberId });
      await callOffRecheck(this.system, { memberId });
    }

    private async newest() {
      const [row] = await database()
        .select()
        .from(removal)
        .where(eq(removal.memberId, this.of.memberId))
        .orderBy(desc(removal.proposedAt), desc(removal.reference))
        .limit(1);
      return row ?? null;
    }

    private async reasons(removalId: string | undefined): Promise<readonly string[]> {
      const { rows } = await database().execute<{ criterion: string }>(
        sql`select criterion from removal_ground where removal_id = ${removalId ?? null}::uuid and struck_at is null order by 1`,
      );
      return rows.map(({ criterion }) => criterion);
    }

    /** The state as the database has it, in the words of the model. */
    async state(): Promise<Model> {
      const { rows } = await database().execute<Stored>(sql`
        select m.left_on is null as member, k.status as recheck, r.status, r.first_by is not null as first, g.basis, g.left,
          exists (select from ${removalEvidence} e where e.removal_id = r.id and e.answered_at is null) as unread,
          case when a.id is null then 'none' else coalesce(a.outcome, 'open') end as appeal
        from ${member} m join ${recheck} k on k.id = ${this.recheckId}
        left join lateral (select * from ${removal} r where r.member_id = m.id order by r.proposed_at desc, r.reference desc limit 1) r on true
        left join lateral (select max(basis) as basis, (count(*) filter (where struck_at is null))::int as left
          from removal_ground where removal_id = r.id) g on true
        left join ${appeal} a on a.removal_id = r.id
        where m.id = ${this.of.memberId}`);
      const [row] = rows;
      if (row === undefined) throw new Error("There is no such member");
      const { member: isMember, recheck: status, left, ...newest } = row;
      if (newest.status === null) return { member: isMember, recheck: status, removal: null };
      if (newest.status !== "stopped") expect(left, "nobody is removed, and no removal is open, without a reason").toBeGreaterThan(0);
      return { member: isMember, recheck: status, removal: { ...newest, status: newest.status } };
    }
  }

  type Stored = { member: boolean; recheck: Model["recheck"]; left: number } & Omit<NonNullable<Model["removal"]>, "status"> & {
      status: NonNullable<Model["removal"]>["status"] | null;
    };

  /** Runs a sequence on a member of its own, and compares with the model after each event. */
  async function agrees(name: string, path: readonly Event[]): Promise<void> {
    const one = await Member.make(name);
    let model = start;
    for (const [place, event] of path.entries()) {
      await one.takes(event);
      model = stateAfter(model, event);
      const said = `${name}: ${path.slice(0, place + 1).join(", ")}`;
      expect({ said, ...(await one.state()) }).toEqual({ said, ...model });
    }
  }

  async function all(jobs: readonly (() => Promise<void>)[]): Promise<void> {
    let next = 0;
    const run = async () => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await job();
    };
    await Promise.all(Array.from({ length: atOnce }, run));
  }

  /** Mostly what changes something, sometimes what is refused. */
  function sequence(seed: number): readonly Event[] {
    const random = randomFrom(seed);
    const pick = (from: readonly Event[]) => from[Math.floor(random() * from.length)] ?? "lapse";
    let model = start;
    return Array.from({ length: 3 + Math.floor(random() * (longest - 2)) }, () => {
      const moving = events.filter((event) => event !== "leave" && named(stateAfter(model, event)) !== named(model));
      const event = random() < 0.85 && moving.length > 0 ? pick(moving) : pick(events);
      model = stateAfter(model, event);
      return event;
    });
  }

  test(`reach each of the ${states.length} states of the model, by the shortest way`, { timeout: 600_000 }, async () => {
    expect(z.int().min(40).safeParse(states.length).success).toBe(true);
    await all(
      states.map(
        ({ path }, index) =>
          () =>
            agrees(`State ${index}`, path),
      ),
    );
  });

  test(`agree with the model on ${sequences} sequences from seed ${firstSeed}`, { timeout: 3_600_000 }, async () => {
    await all(Array.from({ length: sequences }, (_, index) => () => agrees(`Seed ${firstSeed + index}`, sequence(firstSeed + index))));
  });
});
