import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { type Day, dayOf, momentOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { RemovalStatus } from "../lifecycle";
import {
  type AppealView,
  appealView,
  type EvidenceView,
  type ReasonView,
  type Received,
  type RemovalRow,
  receivedFor,
  removalColumns,
  removalView,
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
  readonly reasons: readonly ReasonView[];
  readonly evidence: readonly EvidenceView[];
  readonly received: Received;
  readonly appeal: Omit<AppealView, "readers"> | null;
};

/**
 * The newest removal of a member that its people were told of, also after it has left. Null when there is none, and for everybody
 * who does not act for the organization. It does not contain who approved it.
 */
export async function ownRemoval(viewer: Actor, list: ListDefinition, memberId: string): Promise<OwnRemoval | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<RemovalRow>(sql`
    select ${removalColumns(viewer.personId)}
    from removal r join member m on m.id = r.member_id
    join organization_contact c on c.organization_id = m.organization_id and c.person_id = ${viewer.personId} and c.until_at is null
    where r.member_id = ${memberId} and r.list = ${list.slug} and r.told_at is not null order by r.proposed_at desc limit 1`);
  const [row] = rows;
  if (row === undefined) return null;
  const appeal = appealView(row.appeal);
  const isOpen = row.status === "proposed" || row.status === "agreed";
  const received = await receivedFor(list, { ...row, today: dayOf(new Date()), memberId, proposedAt: new Date(row.proposed_at) });
  return {
    ...removalView(list, row),
    agreedAt: momentOf(row.second_at),
    received: isOpen ? received : { ...received, unread: [] },
    appeal: appeal && { words: appeal.words, at: appeal.at, by: appeal.by, decidedAt: appeal.decidedAt, outcome: appeal.outcome },
  };
}
