import { sql } from "drizzle-orm";
import { dayOf } from "@/lib/kernel/calendar";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { closeRemovalOfFormerMember } from "@/lib/removal/commands/close-removal-of-former-member";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { endPause } from "@/lib/removal/commands/end-pause";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { followContactAlias } from "@/lib/removal/commands/follow-contact-alias";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { recordRemovalContact } from "@/lib/removal/commands/record-removal-contact";
import { agreeReinstatement, askReinstatement } from "@/lib/removal/commands/reinstate";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";
import { resumeDelivery } from "@/lib/removal/commands/resume-delivery";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { tellAgain } from "@/lib/removal/commands/tell-again";
import { watchPeople } from "@/lib/removal/commands/watch-people";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";
import { watchRoster } from "@/lib/roster/commands/watch-roster";
import { type Act, type EntryPoint, nobodysReference } from "./acts";
import { memberIdOf } from "./people-world";
import { type Rung, removalOf, rungId, rungName } from "./removal-world";
import { one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
const today = () => dayOf(new Date());

//                        AN AP OT MP MD XM RV RC XR CH AD AU SY
const secondPerson = {
  marks: "· · · · · · S · · S · · ·",
  because: "the second person behind a chair's request may be any member of the committee who has no conflict",
};
const stopsAnybody = { marks: "· · · · · · Y · · Y · · ·", because: "nobody is harmed by stopping in time, or by writing once more" };
const chairsWord = { marks: "· · · · · · · · · S · · ·", because: "two people approved each of them already; a chair releases them" };
const ownWord = { marks: "· · · Y Y · · · · · · · ·", because: "an appeal is the member's own word, and decides nothing by itself" };
const workersOwn = { marks: "· · · · · · · · · · · · Y", because: "a person runs no sweep by hand yet" };
const oneChair = { marks: "· · · · · · · · · S · · ·", because: "ending a pause gives back what was there; it takes one chair" };

const ofMember = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/committee/[list]/members/[memberId]/${path}`,
  params: ({ member = "" }) => ({ list: "istio", memberId: member }),
  fields,
});
const ofRemoval = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/committee/[list]/removals/[reference]/${path}`,
  params: ({ removal = "" }) => ({ list: "istio", reference: removal }),
  fields,
});
const ofList = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/committee/[list]/${path}`,
  params: () => ({ list: "istio" }),
  fields,
});

const stage = "member";
const removalFacts = (rung: Rung) => async () => {
  const { id, reference } = await removalOf(rung);
  return { removal: reference, removalId: id };
};
const evidenceFacts = async () =>
  one<{ removal: string; removalId: string; evidence: string }>(sql`
    select json_build_object('removal', r.reference, 'removalId', r.id, 'evidence', e.id) as value
    from removal_evidence e join removal r on r.id = e.removal_id limit 1`);
const noRemoval: Act["nowhere"] = (given) => ({ ...given, removal: nobodysReference, removalId: nothing });
const memberFacts = (find: () => Promise<string>) => async () => ({ member: await find() });
const noMember: Act["nowhere"] = (given) => ({ ...given, member: nothing, pause: nothing });
const pauseFacts = async () => ({
  member: await rungId("paused"),
  pause: await one<string>(sql`select id as value from delivery_pause where ended_at is null limit 1`),
});
const noList: Act["nowhere"] = (given) => ({ ...given, list: "nowhere" });

const aReason = { criterion: "user-base", reason: "Only own companies.", whatWouldHelp: "" };

/** What is done about removals, pauses, reinstatements and the mailing list. */
export const removalActs: readonly Act[] = [
  {
    command: proposeRemovalByPerson,
    row: 33,
    stage,
    facts: memberFacts(() => rungId("paused")),
    nowhere: noMember,
    input: ({ member }) => ({ member, reasons: [aReason], typed: rungName("paused") }),
    leaves: "removal.proposed",
    entryPoints: [
      ofMember("removal/propose", () => ({
        "unmet.user-base": "yes",
        "reason.user-base": aReason.reason,
        "help.user-base": "",
        typed: rungName("paused"),
      })),
    ],
  },
  {
    command: takeUpRemoval,
    row: 33,
    stage,
    facts: removalFacts("byMachine"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal }),
    leaves: "removal.taken_up",
    entryPoints: [ofRemoval("take-up")],
  },
  {
    command: agreeRemoval,
    row: 34,
    stage,
    facts: removalFacts("proposed"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal }),
    leaves: "removal.agreed",
    entryPoints: [ofRemoval("agree")],
  },
  {
    command: stopRemoval,
    row: 33,
    instead: stopsAnybody,
    stage,
    facts: removalFacts("proposed"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal, reason: "They showed it." }),
    leaves: "removal.stopped",
    entryPoints: [ofRemoval("stop/now", () => ({ reason: "They showed it." }))],
  },
  {
    command: tellAgain,
    row: 33,
    instead: stopsAnybody,
    stage,
    facts: removalFacts("proposed"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal }),
    leaves: "removal.told",
    entryPoints: [ofRemoval("tell-again")],
  },
  {
    command: recordRemovalContact,
    row: 33,
    stage,
    facts: removalFacts("proposed"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal, on: today(), with: "Gus" }),
    leaves: "removal.spoken",
    entryPoints: [ofRemoval("contact/record", () => ({ on: today(), with: "Gus" }))],
  },
  {
    command: releaseRemovals,
    row: 34,
    instead: chairsWord,
    stage,
    facts: async () => ({ list: "istio" }),
    nowhere: noList,
    input: ({ list }) => ({ list, number: "1" }),
    leaves: "removal.released",
    entryPoints: [ofList("removals/release", () => ({ number: "1" }))],
  },
  {
    command: carryOutRemoval,
    row: 52,
    instead: workersOwn,
    stage,
    facts: removalFacts("due"),
    nowhere: noRemoval,
    input: ({ removalId }) => ({ removalId, day: today() }),
    leaves: "removal.carried_out",
    entryPoints: [],
  },
  {
    command: reviewRemoval,
    row: 52,
    instead: workersOwn,
    stage,
    facts: removalFacts("due"),
    nowhere: noRemoval,
    input: ({ removalId }) => ({ removalId }),
    leaves: null,
    entryPoints: [],
  },
  {
    command: closeRemovalOfFormerMember,
    row: 52,
    instead: workersOwn,
    stage,
    facts: memberFacts(() => memberIdOf("member")),
    nowhere: noMember,
    input: ({ member }) => ({ memberId: member }),
    leaves: null,
    entryPoints: [],
  },
  {
    command: fileAppeal,
    row: 36,
    instead: ownWord,
    stage,
    facts: memberFacts(() => memberIdOf("member")),
    nowhere: noMember,
    input: ({ member }) => ({ member, words: "You read the wrong list." }),
    leaves: "appeal.filed",
    entryPoints: [
      {
        address: "/membership/[list]/removal/appeal",
        params: () => ({ list: "istio" }),
        fields: ({ member = "" }) => ({ member, words: "You read the wrong list." }),
      },
    ],
  },
  {
    command: submitEvidence,
    row: 36,
    instead: ownWord,
    stage,
    facts: memberFacts(() => memberIdOf("member")),
    nowhere: noMember,
    input: ({ member }) => ({ member, criterion: aReason.criterion, evidence: "Two users are named." }),
    leaves: "removal.evidence_submitted",
    entryPoints: [
      {
        address: "/membership/[list]/removal/evidence",
        params: () => ({ list: "istio" }),
        fields: ({ member = "" }) => ({ member, criterion: aReason.criterion, evidence: "Two users are named." }),
      },
    ],
  },
  {
    command: answerEvidence,
    row: 33,
    instead: stopsAnybody,
    stage,
    facts: evidenceFacts,
    nowhere: noRemoval,
    input: ({ removal, evidence }) => ({ reference: removal, evidence, outcome: "stands", answer: "We read it." }),
    leaves: "removal.evidence_answered",
    entryPoints: [ofRemoval("evidence", ({ evidence = "" }) => ({ evidence, outcome: "stands", answer: "We read it." }))],
  },
  {
    command: readAppeal,
    row: 36,
    instead: secondPerson,
    stage,
    facts: removalFacts("appealed"),
    nowhere: noRemoval,
    input: ({ removal }) => ({ reference: removal, verdict: "object", reason: "We read the right one." }),
    leaves: "appeal.read",
    entryPoints: [ofRemoval("appeal", () => ({ verdict: "object", reason: "We read the right one." }))],
  },
  {
    command: askReinstatement,
    row: 36,
    stage,
    facts: memberFacts(() => rungId("appealed")),
    nowhere: noMember,
    input: ({ member }) => ({ member, reason: "They showed it." }),
    leaves: "reinstatement.asked",
    entryPoints: [ofMember("reinstate/ask", () => ({ reason: "They showed it." }))],
  },
  {
    command: agreeReinstatement,
    row: 36,
    instead: secondPerson,
    stage,
    facts: memberFacts(() => rungId("asked")),
    nowhere: noMember,
    input: ({ member }) => ({ member }),
    leaves: "reinstatement.agreed",
    entryPoints: [ofMember("reinstate/agree")],
  },
  {
    command: followContactAlias,
    row: 52,
    instead: workersOwn,
    stage,
    facts: async () => ({ checkId: await one<string>(sql`select id as value from alias_check where subject_kind = 'reinstatement'`) }),
    nowhere: (given) => ({ ...given, checkId: nothing }),
    input: ({ checkId }) => ({ checkId }),
    leaves: "member.alias_proved",
    entryPoints: [],
  },
  {
    command: pauseDelivery,
    row: 35,
    stage,
    facts: memberFacts(() => memberIdOf("member")),
    nowhere: noMember,
    input: ({ member }) => ({ member, reason: "Other name servers." }),
    leaves: "delivery.paused",
    entryPoints: [ofMember("pause/start", () => ({ reason: "Other name servers." }))],
  },
  {
    command: confirmPause,
    row: 35,
    instead: secondPerson,
    stage,
    facts: pauseFacts,
    nowhere: noMember,
    input: ({ pause }) => ({ pause }),
    leaves: "delivery.pause_confirmed",
    entryPoints: [ofMember("pause/confirm", ({ pause = "" }) => ({ pause }))],
  },
  {
    command: resumeDelivery,
    row: 35,
    instead: oneChair,
    stage,
    facts: pauseFacts,
    nowhere: noMember,
    input: ({ pause }) => ({ pause }),
    leaves: "delivery.resumed",
    entryPoints: [ofMember("pause/end", ({ pause = "" }) => ({ pause }))],
  },
  {
    command: endPause,
    row: 52,
    instead: workersOwn,
    stage,
    facts: pauseFacts,
    nowhere: noMember,
    input: ({ pause }) => ({ pauseId: pause }),
    leaves: null,
    entryPoints: [],
  },
  {
    command: makeRosterPlan,
    row: 40,
    stage,
    facts: async () => ({ list: "istio" }),
    nowhere: noList,
    input: ({ list }) => ({ list }),
    leaves: "roster.planned",
    entryPoints: [ofList("roster/plan")],
  },
  {
    command: markPlanApplied,
    row: 40,
    stage,
    facts: async () => ({ list: "istio" }),
    nowhere: noList,
    input: ({ list }) => ({ list, plan: 1 }),
    leaves: "roster.applied",
    entryPoints: [ofList("roster/applied", () => ({ plan: "1" }))],
  },
  {
    command: watchPeople,
    row: 52,
    instead: workersOwn,
    stage,
    facts: async () => ({ list: "istio" }),
    nowhere: noList,
    input: ({ list }) => ({ list }),
    leaves: null,
    entryPoints: [],
  },
  {
    command: watchRoster,
    row: 52,
    instead: workersOwn,
    stage,
    facts: async () => ({ list: "istio" }),
    nowhere: noList,
    input: ({ list }) => ({ list }),
    leaves: null,
    entryPoints: [],
  },
];
