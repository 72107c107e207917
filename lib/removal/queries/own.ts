import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { groundTitle } from "../grounds";
import type { RemovalStatus } from "../lifecycle";
import {
  type AppealView,
  appealColumn,
  appealView,
  type EvidenceView,
  evidenceColumn,
  evidenceView,
  type GroundView,
  groundsColumn,
  momentOf,
  momentText,
  type Received,
  receivedFor,
  type ToldAppeal,
  type ToldEvidence,
} from "./parts";

/** A removal as the member's own people see it. */
export type OwnRemoval = {
  readonly reference: string;
  readonly status: RemovalStatus;
  readonly proposedAt: Date;
  readonly toldAt: Date | null;
  readonly agreedAt: Date | null;
  readonly carryOutOn: Day;
  readonly stoppedAt: Date | null;
  readonly stoppedBecause: string | null;
  readonly carriedOutAt: Date | null;
  readonly grounds: readonly GroundView[];
  readonly evidence: readonly EvidenceView[];
  readonly received: Received;
  /** Silence is a reason, and the re-check can still be answered. */
  readonly mayAnswerRecheck: boolean;
  readonly appeal: Omit<AppealView, "readers"> | null;
};

/**
 * The newest removal of a member that its people were told of, also after it has left. Null when there is none, and for everybody
 * who does not act for the organization. Who of the committee stands behind it is not told.
 */
export async function ownRemoval(viewer: Actor, list: ListDefinition, memberId: string): Promise<OwnRemoval | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<OneRow>(sql`
    select r.reference, r.status, r.carry_out_on, r.stopped_because, ${momentText("r.proposed_at")} as proposed_at, ${momentText("r.told_at")} as told_at, ${momentText("r.second_at")} as second_at,
      ${momentText("r.stopped_at")} as stopped_at, ${momentText("r.carried_out_at")} as carried_out_at, r.id, exists (select 1 from recheck k where k.id = r.recheck_id and k.status in ('open', 'lapsed')) as answerable, ${evidenceColumn} as evidence, ${groundsColumn} as grounds,
      ${appealColumn(viewer.personId)} as appeal
    from removal r join member m on m.id = r.member_id
    join organization_contact c on c.organization_id = m.organization_id and c.person_id = ${viewer.personId} and c.until_at is null
    where r.member_id = ${memberId} and r.list = ${list.slug} and r.told_at is not null order by r.proposed_at desc limit 1`);
  const [row] = rows;
  if (row === undefined) return null;
  const appeal = appealView(row.appeal);
  const isOpen = row.status === "proposed" || row.status === "agreed";
  const received = await receivedFor(list, { ...row, today: dayOf(new Date()), memberId, proposedAt: new Date(row.proposed_at) });
  const silent = row.grounds.some(({ basis, struckBecause }) => basis === "silence" && struckBecause === null);
  return {
    reference: row.reference,
    status: row.status,
    proposedAt: new Date(row.proposed_at),
    toldAt: momentOf(row.told_at),
    agreedAt: momentOf(row.second_at),
    carryOutOn: row.carry_out_on,
    stoppedAt: momentOf(row.stopped_at),
    stoppedBecause: row.stopped_because,
    carriedOutAt: momentOf(row.carried_out_at),
    grounds: row.grounds.map((ground) => ({ ...ground, title: groundTitle(list, ground.criterion) })),
    evidence: row.evidence.map(evidenceView),
    received: isOpen ? received : { ...received, unread: [] },
    mayAnswerRecheck: isOpen && silent && row.answerable,
    appeal: appeal && { words: appeal.words, at: appeal.at, by: appeal.by, decidedAt: appeal.decidedAt, outcome: appeal.outcome },
  };
}

type OneRow = {
  reference: string;
  status: RemovalStatus;
  carry_out_on: string;
  stopped_because: string | null;
  proposed_at: string;
  told_at: string | null;
  second_at: string | null;
  stopped_at: string | null;
  carried_out_at: string | null;
  id: string;
  answerable: boolean;
  evidence: readonly ToldEvidence[];
  grounds: readonly Omit<GroundView, "title">[];
  appeal: ToldAppeal | null;
};
