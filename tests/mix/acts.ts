import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { expireAliasChange } from "@/lib/alias/commands/expire-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { carryOutLeaving } from "@/lib/member/commands/carry-out-leaving";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { takeBackLeaving } from "@/lib/member/commands/take-back-leaving";
import { changeRepresentative } from "@/lib/organization/commands/change-representative";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { removeRepresentative } from "@/lib/organization/commands/remove-representative";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { closeRemovalOfFormerMember } from "@/lib/removal/commands/close-removal-of-former-member";
import { closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { agreeReinstatement, askReinstatement } from "@/lib/removal/commands/reinstate";
import { resumeDelivery } from "@/lib/removal/commands/resume-delivery";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { type Admitted, delivered } from "../member/world";
import { reasons } from "../removal/world";

/** Somebody at some member at some moment. */
export type Turn = {
  readonly member: Admitted;
  readonly now: Date;
  readonly day: Day;
  /** One of the member's people, and one of the committee, signed in a moment ago. */
  readonly rep: Context;
  readonly decider: Context;
  readonly worker: Context & { readonly now: Date };
  /** A number below `below`. */
  readonly pick: (below: number) => number;
};

type Act = (turn: Turn) => Promise<unknown>;

/** What an act gives back when the member has nothing that it could be about. */
export const nothing = Symbol("nothing");

/** Does an act about something of the member's, if there is such a thing. */
async function about<Found extends Record<string, unknown>>(query: SQL, act: (found: Found) => Promise<unknown>): Promise<unknown> {
  const { rows } = await database().execute<Record<string, unknown>>(query);
  return rows[0] === undefined ? nothing : act(rows[0] as Found);
}

const change = ({ member }: Turn) =>
  sql`select id, reference from alias_change where member_id = ${member.memberId} order by asked_at desc limit 1`;
const open = ({ member }: Turn) =>
  sql`select id, version, criteria from recheck where member_id = ${member.memberId} order by opened_on desc, id limit 1`;
const removal = ({ member }: Turn) =>
  sql`select id, reference from removal where member_id = ${member.memberId} order by proposed_at desc limit 1`;
const pause = ({ member }: Turn) => sql`select id from delivery_pause where member_id = ${member.memberId} order by paused_at desc limit 1`;
const colleague = ({ member, pick }: Turn) => sql`select c.person_id as id from organization_contact c
  where c.organization_id = ${member.organizationId} and c.until_at is null order by c.person_id offset ${pick(3)} limit 1`;

type Named = { readonly id: string; readonly reference: string };
type Recheck = { readonly id: string; readonly version: number; readonly criteria: readonly string[] };

/** All that people and the worker do to a member, by its name; whatever the rules refuse at that moment is refused. */
export const acts: Readonly<Record<string, Act>> = {
  askAliasChange: ({ member, rep, pick }) =>
    askAliasChange(rep, {
      member: member.memberId,
      mode: pick(2) === 0 ? "replace" : "add",
      oldAlias: "",
      address: `psirt${pick(4)}@${pick(4) === 0 ? `other-${member.domain}` : member.domain}`,
      reason: "The old queue closes",
      reachesTeam: "",
      oldIsDead: "",
    }),
  stopAliasChange: (turn) =>
    about<Named>(change(turn), ({ reference }) =>
      stopAliasChange(turn.pick(2) === 0 ? turn.rep : turn.decider, { reference, reason: "Not us" }),
    ),
  agreeAliasChange: (turn) =>
    about<Named>(change(turn), ({ reference }) => agreeAliasChange(turn.decider, { reference, reason: "Known to us" })),
  moveAliasChange: (turn) => about<Named>(change(turn), ({ id }) => moveAliasChange(turn.worker, { changeId: id })),
  expireAliasChange: (turn) => about<Named>(change(turn), ({ id }) => expireAliasChange(turn.worker, { changeId: id })),
  answerAliasCheck: ({ member, now }) =>
    about<{ token: string }>(
      sql`select data ->> 'token' as token from email where kind = 'alias-check' and recipient like ${`%@${member.domain}`} order by created_at desc, id limit 1`,
      ({ token }) => answerAliasCheck({ actor: visitor, now }, { token, name: "Rota", organization: member.name }),
    ),
  letThemArrive: ({ now }) => delivered(now, "removal-proposed", "recheck-opened", "recheck-grace-period"),
  openDueRechecks: ({ worker, day }) => openDueRechecks(worker, { list: "istio", day }),
  openRecheck: ({ member, decider }) => openRecheck(decider, { memberId: member.memberId }),
  testAliasResponse: (turn) => about<Recheck>(open(turn), ({ id }) => testAliasResponse(turn.worker, { recheckId: id })),
  saveRecheckAnswer: (turn) =>
    about<Recheck>(open(turn), ({ id, criteria }) =>
      saveRecheckAnswer(turn.rep, { recheckId: id, criterion: criteria[turn.pick(criteria.length)], version: 0, says: "still-true" }),
    ),
  remindNow: (turn) => about<Recheck>(open(turn), ({ id }) => remindNow(turn.decider, { recheckId: id })),
  stepRecheck: (turn) => about<Recheck>(open(turn), ({ id }) => stepRecheck(turn.worker, { recheckId: id, day: turn.day })),
  callOffRecheck: ({ member, worker }) => callOffRecheck(worker, { memberId: member.memberId }),
  closeRuleChanges: ({ member, worker, day }) => closeRuleChanges(worker, { memberId: member.memberId, day }),
  proposeRemoval: ({ member, decider }) => proposeRemovalByPerson(decider, { member: member.memberId, reasons, typed: member.domain }),
  agreeRemoval: (turn) => about<Named>(removal(turn), ({ reference }) => agreeRemoval(turn.decider, { reference })),
  stopRemoval: (turn) => about<Named>(removal(turn), ({ reference }) => stopRemoval(turn.decider, { reference, reason: "Mended" })),
  carryOutRemoval: (turn) => about<Named>(removal(turn), ({ id }) => carryOutRemoval(turn.worker, { removalId: id, day: turn.day })),
  fileAppeal: ({ member, rep }) => fileAppeal(rep, { member: member.memberId, words: "Two references were sent" }),
  readAppeal: (turn) =>
    about<Named>(removal(turn), ({ reference }) =>
      readAppeal(turn.decider, { reference, verdict: turn.pick(2) === 0 ? "agree" : "object", reason: "As read" }),
    ),
  closeRemoval: ({ member, worker }) => closeRemovalOfFormerMember(worker, { memberId: member.memberId }),
  askReinstatement: ({ member, decider }) => askReinstatement(decider, { member: member.memberId, reason: "They are back" }),
  agreeReinstatement: ({ member, decider }) => agreeReinstatement(decider, { member: member.memberId }),
  pauseDelivery: ({ member, decider }) => pauseDelivery(decider, { member: member.memberId, reason: "Strangers read it" }),
  confirmPause: (turn) => about<Named>(pause(turn), ({ id }) => confirmPause(turn.decider, { pause: id })),
  resumeDelivery: (turn) => about<Named>(pause(turn), ({ id }) => resumeDelivery(turn.decider, { pause: id })),
  invite: ({ member, rep, pick }) =>
    inviteRepresentative(rep, { member: member.memberId, email: `new${pick(9)}@${member.domain}`, role: "deputy" }),
  changeRepresentative: (turn) =>
    about<Named>(colleague(turn), ({ id }) =>
      changeRepresentative(turn.rep, {
        member: turn.member.memberId,
        person: id,
        role: (["primary", "deputy", "reader"] as const)[turn.pick(3)],
      }),
    ),
  removeRepresentative: (turn) =>
    about<Named>(colleague(turn), ({ id }) => removeRepresentative(turn.rep, { member: turn.member.memberId, person: id })),
  askMemberChange: ({ member, rep, pick }) =>
    askMemberChange(rep, {
      member: member.memberId,
      kind: "rename",
      name: `${member.name} ${pick(5)}`,
      domains: "",
      product: "",
      reason: "A new name",
    }),
  decideMemberChange: (turn) =>
    about<Named>(sql`select id from member_change where member_id = ${turn.member.memberId} order by id limit 1`, ({ id }) =>
      decideMemberChange(turn.decider, { change: id, verdict: "agree", reason: "" }),
    ),
  announceLeaving: ({ member, rep, now, pick }) =>
    announceLeaving(rep, { member: member.memberId, on: dayOf(new Date(now.getTime() + pick(5) * 86_400_000)), name: member.name }),
  takeBackLeaving: ({ member, rep }) => takeBackLeaving(rep, { member: member.memberId }),
  carryOutLeaving: ({ member, worker }) => carryOutLeaving(worker, { memberId: member.memberId }),
};
