import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";
import { database } from "@/db/client";
import {
  aliasCheck,
  appeal,
  contactAlias,
  emailMessage,
  member,
  memberAnswer,
  recheck,
  recheckAnswer,
  removal,
  removalEvidence,
} from "@/db/schema";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { aliasesInUse } from "@/lib/alias/queries/in-use";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { type Person, visitor, worker } from "@/lib/kernel/actor";
import { addDays, dayOf, laterDay, startOf } from "@/lib/kernel/calendar";
import { type Context, command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { answerStamp } from "@/lib/recheck/answers";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { lockRecheck, ofRecheck } from "@/lib/recheck/commands/lock";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { closeRemovalOfFormerMember } from "@/lib/removal/commands/close-removal-of-former-member";
import { decideAnswer } from "@/lib/removal/commands/decide-answer";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { followContactAlias } from "@/lib/removal/commands/follow-contact-alias";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { expire } from "@/lib/removal/commands/settle-recheck";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import type { Event, Model } from "./model";
import { type Admitted, admitted, type Committee, monday, personOf, reasons, tokenTo } from "./world";

/** What the re-check's reminder schedule does at its end. */
const expires = command("lapses", ofRecheck, async (work, { recheckId }) => {
  const locked = await lockRecheck(work, recheckId);
  work.authorize(true);
  await expire(work, locked);
});

/** The product numbers what happens in these tests from 2026 on. */
const firstReference = 100;

/** A member on PostgreSQL that takes the events of the model, one a day, through the commands of the product. */
export class ModelMember {
  private static made = 0;
  private clock = monday;
  private constructor(
    private readonly who: Committee,
    readonly of: Admitted,
    private readonly gus: Person,
    private recheckId: string,
  ) {}

  /** The moment of the last event. */
  get now(): Date {
    return this.clock;
  }

  static async make(who: Committee, name: string): Promise<ModelMember> {
    const of = await admitted(name, { people: [["gus", "primary"]] });
    const day = addDays(dayOf(monday), -1);
    const [made] = await database()
      .insert(recheck)
      .values({
        reference: `2025-${firstReference + ModelMember.made++}`,
        list: "istio",
        memberId: of.memberId,
        because: "schedule",
        criteria: ["user-base", "community"],
        openedOn: day,
        dueOn: day,
        nextCheckOn: day,
      })
      .returning({ id: recheck.id });
    const recheckId = made?.id ?? "";
    const { actor } = await personOf(of);
    const one = new ModelMember(who, of, actor, recheckId);
    await one.says(["user-base", "community"]);
    return one;
  }

  /** What the member says to the criteria of its newest re-check, before it sends it. */
  private async says(criteria: readonly string[]): Promise<void> {
    const said = { recheckId: this.recheckId, draft: {}, saidAt: this.now, saidBy: this.gus.personId };
    await database()
      .insert(recheckAnswer)
      .values(
        criteria.map((criterion) => ({
          ...said,
          criterion,
          says: criterion === "community" ? ("no-longer-true" as const) : ("still-true" as const),
        })),
      );
  }

  /** Lets an event happen; a refusal is an answer like any other. */
  async takes(event: Event): Promise<void> {
    this.clock = new Date(this.now.getTime() + 86_400_000);
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
    const { who } = this;
    const newest = await this.newest();
    const reference = newest?.reference ?? "2099-999";
    const [held] = await database().select().from(recheck).where(eq(recheck.id, this.recheckId));
    switch (event) {
      case "expire":
        return held?.status === "open" ? expires(this.system, { recheckId: this.recheckId }) : undefined;
      case "propose":
        return proposeRemovalByPerson(this.as(who.rita), { member: memberId, reasons, typed: name });
      case "propose alias": {
        if (newest !== null || held?.status !== "open" || held.criteria.length < 2) return;
        const reasons = [{ criterion: "security-alias", reason: "Nobody answers there.", whatWouldHelp: "", forAlias: true }];
        return proposeRemovalByPerson(this.as(who.rita), { member: memberId, reasons, typed: name });
      }
      case "alias disowned":
      case "alias confirmed": {
        if (!(await this.restsOnAlias(newest))) return;
        if (await this.isDisowned()) return event === "alias confirmed" ? this.changesAlias(newest) : undefined;
        await askContactAlias(this.as(this.gus), { member: memberId });
        return this.saysAtAlias(event);
      }
      case "agree 1":
        return takeUpRemoval(this.as(who.rita), { reference });
      case "agree 2":
        return agreeRemoval(this.as(who.cora), { reference });
      case "answer":
        return answerRecheck(this.as(this.gus), { recheckId: this.recheckId, version: held?.version ?? 0, truth: "yes" });
      case "re-check of some": {
        await openRecheck(this.as(who.cora), { memberId, criteria: ["user-base"] });
        const its = and(eq(recheck.memberId, memberId), eq(recheck.status, "open"));
        const [opened] = await database().select({ id: recheck.id, criteria: recheck.criteria }).from(recheck).where(its);
        this.recheckId = opened?.id ?? "";
        return this.says(opened?.criteria ?? []);
      }
      case "found met": {
        const its = and(eq(memberAnswer.memberId, memberId), eq(memberAnswer.criterion, "community"));
        const [answer] = await database().select().from(memberAnswer).where(its);
        const answered = answer === undefined ? "" : answerStamp(answer);
        return decideAnswer(this.as(who.cora), { memberId, criterion: "community", answered, verdict: "met", reason: "Read." });
      }
      case "pass":
      case "fail": {
        const all = held?.criteria.includes("community") ?? false;
        const verdicts =
          event === "pass"
            ? [{ criterion: "community", verdict: "met", reason: "Read." }].filter(() => all)
            : [{ criterion: "community", verdict: "not-met", reason: "Read." }];
        return decideRecheck(this.as(event === "pass" ? who.cora : who.rita), {
          recheckId: this.recheckId,
          version: held?.version ?? 0,
          verdicts,
        });
      }
      case "submit evidence": {
        const criterion = (await this.reasons(newest?.id)).at(-1) ?? "";
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
        this.clock = new Date(Math.max(this.now.getTime(), startOf(day).getTime() + 8 * 3_600_000));
        await database().update(emailMessage).set({ deliveredAt: sql`created_at` }).where(eq(emailMessage.subjectId, newest.id));
        // More are due than a day lets go without a chair's word, so a chair has given it.
        await database().update(removal).set({ releasedAt: this.now, releasedBy: who.cora.personId }).where(eq(removal.id, newest.id));
        await reviewRemoval(this.system, { removalId: newest.id });
        return carryOutRemoval(this.system, { removalId: newest.id, day });
      }
      case "leave":
        return announceLeaving(this.as(this.gus), { member: memberId, on: dayOf(this.now), name });
    }
  }

  /** Somebody follows the link of the newest email to the contact alias, and the worker carries on what they say. */
  private async saysAtAlias(event: "alias confirmed" | "alias disowned"): Promise<void> {
    const { memberId, name } = this.of;
    const its = and(eq(aliasCheck.memberId, memberId), isNull(aliasCheck.endedAt), isNull(aliasCheck.answeredAt));
    const [check] = await database().select().from(aliasCheck).where(its).orderBy(desc(aliasCheck.askedAt)).limit(1);
    const token = await tokenTo(check?.address ?? "", "alias-check");
    const later = { actor: visitor, now: new Date(this.now.getTime() + 120_000) };
    if (event === "alias confirmed") await answerAliasCheck(later, { token, name: "Product security", organization: name });
    else await disownAlias(later, { token, word: "NOT OURS" });
    await followContactAlias(this.system, { checkId: check?.id ?? "" });
  }

  /** Another address that has answered is in use from now on, and the morning's review finds it. */
  private async changesAlias(newest: typeof removal.$inferSelect | null): Promise<unknown> {
    const changed = { address: `security-${dayOf(this.now)}@${this.of.domain}`, answeredAt: this.now };
    const inUse = and(eq(contactAlias.memberId, this.of.memberId), isNull(contactAlias.until));
    await database().update(contactAlias).set(changed).where(inUse);
    return reviewRemoval(this.system, { removalId: newest?.id ?? "" });
  }

  private async restsOnAlias(newest: typeof removal.$inferSelect | null): Promise<boolean> {
    if (newest === null || (newest.status !== "proposed" && newest.status !== "agreed")) return false;
    return (await this.reasons(newest.id)).includes("security-alias");
  }

  private async isDisowned(): Promise<boolean> {
    return (await aliasesInUse(database(), this.of.memberId)).some(({ disownedAt }) => disownedAt !== null);
  }

  /** What the worker does once a member has left. */
  private async closes(): Promise<void> {
    const { memberId } = this.of;
    const [row] = await database().select({ leftOn: member.leftOn }).from(member).where(eq(member.id, memberId));
    if (row?.leftOn == null) return;
    await closeRemovalOfFormerMember(this.system, { memberId });
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
      sql`select criterion from removal_reason where removal_id = ${removalId ?? null}::uuid and struck_at is null order by 1`,
    );
    return rows.map(({ criterion }) => criterion);
  }

  /** The state as the database has it, in the words of the model. */
  async state(): Promise<Seen> {
    const { rows } = await database().execute<Stored>(sql`
      select m.left_on is null as member, k.status as recheck, r.status, r.first_by is not null as first, g.basis, g.left,
        exists (select from ${removalEvidence} e where e.removal_id = r.id and e.answered_at is null) as unread,
        case when a.id is null then 'none' else coalesce(a.outcome, 'open') end as appeal
      from ${member} m join ${recheck} k on k.id = ${this.recheckId}
      left join lateral (select * from ${removal} r where r.member_id = m.id order by r.proposed_at desc, r.reference desc limit 1) r on true
      left join lateral (select max(basis) as basis, (count(*) filter (where struck_at is null))::int as left
        from removal_reason where removal_id = r.id) g on true
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

/** What waits is seen in what follows. */
type Seen = Pick<Model, "member" | "recheck" | "removal">;

type Stored = { member: boolean; recheck: Model["recheck"]; left: number } & Omit<NonNullable<Model["removal"]>, "status"> & {
    status: NonNullable<Model["removal"]>["status"] | null;
  };
