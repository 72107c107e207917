import { sql } from "drizzle-orm";
import type { EmailSubject } from "@/lib/email/write";
import { dayOf, momentOf } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { contactability, type SentEmail } from "../contactability";
import { type ToldMember, toldNow } from "../rule-change-steps";
import { meetsRuleChange, type RuleChange } from "../rule-changes";
import { loadRuleChangeEvidence } from "./rule-change-evidence";

/** A member that was told of a rule change: what it is reviewed by, and whom to write to. */
export type ToldAndReached = {
  readonly memberId: string;
  readonly name: string;
  readonly facts: ToldMember;
  readonly aliases: readonly string[];
  /** Everybody who acts for it, by how long they do. */
  readonly people: readonly string[];
};

/** What emails and events about one rule change and one member are about; its emails are one thread. */
export function aboutRuleChange(list: string, memberId: string, ruleChange: RuleChangeNamed): EmailSubject {
  return { kind: "member", id: memberId, list, thread: threadOf(ruleChange) };
}

type RuleChangeNamed = Pick<RuleChange, "criterion" | "version">;

function threadOf({ criterion, version }: RuleChangeNamed): string {
  return `${criterion}-${version}.criterion`;
}

/** The facts of members that were told of a rule change, however many, in two questions. In order of id. */
export async function ruleChangeFacts(
  work: Work,
  list: ListDefinition,
  { ruleChange, memberIds }: { readonly ruleChange: RuleChange; readonly memberIds: readonly string[] },
): Promise<readonly ToldAndReached[]> {
  if (memberIds.length === 0) return [];
  const rows = await noticesOf(work, ruleChange, { list: list.slug, memberIds });
  const shown = new Map(
    (await loadRuleChangeEvidence(work.tx, { list: list.slug, memberIds, limit: memberIds.length })).map((each) => [each.memberId, each]),
  );
  return rows.map(({ memberId, name, aliases, people, toldAt, reminders, deliveryUnconfirmedAt, answeredOn, emails }) => {
    const toldOn = dayOf(new Date(toldAt));
    const {
      trouble,
      onItsWay,
      graceNotifiedOn: notifiedOn,
    } = contactability({
      emails: emails.map(withMoments),
      recipients: { aliases, people },
      contacts: [],
      firstGraceDay: toldOn,
      now: work.now,
    });
    const its = shown.get(memberId);
    const is = its === undefined ? "met" : meetsRuleChange(list, ruleChange, its);
    const before = toldNow(ruleChange, list, toldOn);
    return {
      memberId,
      name,
      aliases,
      people,
      facts: {
        ...before,
        is,
        answeredOn,
        reminders,
        notifiedOn,
        trouble,
        onItsWay,
        deliveryUnconfirmedOn: deliveryUnconfirmedAt === null ? null : dayOf(new Date(deliveryUnconfirmedAt)),
      },
    };
  });
}

type Notice = Pick<ToldAndReached, "memberId" | "name" | "aliases" | "people"> & {
  readonly toldAt: string;
  readonly reminders: number;
  readonly deliveryUnconfirmedAt: string | null;
  readonly answeredOn: string | null;
  readonly emails: readonly { readonly [K in keyof SentEmail]: SentEmail[K] extends string ? SentEmail[K] : string | null }[];
};

async function noticesOf(
  work: Work,
  ruleChange: RuleChange,
  { list, memberIds }: { readonly list: string; readonly memberIds: readonly string[] },
): Promise<readonly Notice[]> {
  const { criterion, version } = ruleChange;
  const { rows } = await work.tx.execute<Notice>(sql`
    select m.id as "memberId", m.name, n.told_at as "toldAt", n.reminders, n.delivery_unconfirmed_at as "deliveryUnconfirmedAt",
      (select a.confirmed_on::text from member_answer a where a.member_id = m.id and a.criterion = n.criterion) as "answeredOn",
      coalesce((select array_agg(a.address order by a.since_at, a.id) from contact_alias a where a.member_id = m.id and a.until_at is null), '{}') as aliases,
      coalesce((select array_agg(p.email order by c.since_at, p.id) from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = m.organization_id and c.until_at is null), '{}') as people,
      coalesce((select json_agg(json_build_object('recipient', l.recipient, 'status', l.status, 'createdAt', l.created_at, 'acceptedAt', l.accepted_at,
          'deliveredAt', l.delivered_at, 'bouncedAt', l.bounced_at, 'complainedAt', l.complained_at, 'suppressedAt', l.suppressed_at))
        from email l where l.subject_kind = 'member' and l.subject_id = m.id and l.thread = ${threadOf(ruleChange)}), '[]') as emails
    from rule_change_notice n join member m on m.id = n.member_id
    where n.criterion = ${criterion} and n.version = ${version} and m.list = ${list}
      and m.id in (select json_array_elements_text(${JSON.stringify(memberIds)}::json)::uuid)
    order by m.id`);
  return rows;
}

function withMoments({ recipient, status, ...at }: Notice["emails"][number]): SentEmail {
  const moment = (text: string | null) => momentOf(text);
  return {
    recipient,
    status,
    createdAt: new Date(at.createdAt ?? 0),
    acceptedAt: moment(at.acceptedAt),
    deliveredAt: moment(at.deliveredAt),
    bouncedAt: moment(at.bouncedAt),
    complainedAt: moment(at.complainedAt),
    suppressedAt: moment(at.suppressedAt),
  };
}
