import { sql } from "drizzle-orm";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { answerRecheckQuestion } from "@/lib/recheck/commands/answer-question";
import { askRecheckQuestion } from "@/lib/recheck/commands/ask-question";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { remindRuleChange } from "@/lib/recheck/commands/remind-rule-change";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { withdrawRecheckQuestion } from "@/lib/recheck/commands/withdraw-question";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { decideAnswer } from "@/lib/removal/commands/decide-answer";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { recordAliasResponse } from "@/lib/removal/commands/record-alias-response";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import type { Act, EntryPoint } from "./acts";
import { memberIdOf } from "./people-world";
import { answeredRecheckId, openRecheckId, plainMember } from "./recheck-world";
import { one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
const nobodys =
  (name: string): Act["nowhere"] =>
  (given) => ({ ...given, [name]: nothing });

//                             AN AP OT MP MD XM RV RC XR CH AD AU SY
const byCommittee = {
  marks: "· · · · · · Y · · Y · · ·",
  because: "the committee writes down what a member said, gives it time, reminds it: what the member could do itself, and nothing else",
};
const verdicts = { marks: "· · · · · · Y · · Y · · ·", because: "a verdict on an answer proposes nothing; a proposal is row 33" };
const workersOwn = {
  marks: "· · · · · · · · · · · · Y",
  because: "a person runs no sweep by hand yet; the operator does, at the command line",
};

const ofMember = (path: string, fields: EntryPoint["fields"], params: Record<string, string> = {}): EntryPoint => ({
  address: `/membership/[list]/${path}`,
  params: () => ({ list: "istio", ...params }),
  fields,
});
const ofCommittee = (
  path: string,
  fields: EntryPoint["fields"],
  params: (given: Readonly<Record<string, string>>) => Record<string, string> = () => ({}),
): EntryPoint => ({
  address: `/committee/[list]/${path}`,
  params: (given) => ({ list: "istio", ...params(given) }),
  fields,
});

const open = async () => {
  const recheckId = await openRecheckId();
  return { recheckId, version: String(await one<number>(sql`select version as value from recheck where id = ${recheckId}`)) };
};
const answered = async () => {
  const recheckId = await answeredRecheckId();
  return { recheckId, version: String(await one<number>(sql`select version as value from recheck where id = ${recheckId}`)) };
};
const openQuestion = async () => {
  const recheckId = await openRecheckId();
  return { recheckId, questionId: await one<string>(sql`select id as value from recheck_question where recheck_id = ${recheckId}`) };
};
const member = async () => ({ memberId: await memberIdOf("member") });
const plain = async () => ({ memberId: plainMember });
const today = dayOf(new Date());
const policy = { accept: "yes", name: "Nell Newlead", role: "CEO", policyVersion: "2022-02" };
const call = { spokeWith: "Ada", spokeOn: today, said: "All as it was.", answer: "reached" };
const recheckPage = () => ({ reference: "2099-999" });

const answers: readonly Act[] = [
  {
    command: answerCriterion,
    row: 29,
    stage: "member",
    facts: member,
    input: ({ memberId }) => ({ memberId, criterion: "embargo-policy", draft: policy }),
    nowhere: nobodys("memberId"),
    leaves: "criterion.policy_accepted",
    entryPoints: [
      ofMember("criteria/[criterion]/save", ({ memberId = "" }) => ({ member: memberId, ...policy }), { criterion: "embargo-policy" }),
    ],
  },
  {
    command: saveRecheckAnswer,
    row: 30,
    stage: "member",
    facts: open,
    input: ({ recheckId }) => ({ recheckId, criterion: "community", version: "1", says: "no-longer-true" }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.answer_saved",
    entryPoints: [
      ofMember("recheck/[criterion]/save", ({ recheckId = "" }) => ({ recheck: recheckId, version: "1", says: "no-longer-true" }), {
        criterion: "community",
      }),
    ],
  },
  {
    command: sayAllStillTrue,
    row: 30,
    stage: "member",
    facts: open,
    input: ({ recheckId, version }) => ({ recheckId, version }),
    nowhere: nobodys("recheckId"),
    leaves: null, // everything is answered already
    entryPoints: [ofMember("recheck/check/still-true", ({ recheckId = "", version = "" }) => ({ recheck: recheckId, version }))],
  },
  {
    command: answerRecheck,
    row: 30,
    stage: "member",
    facts: open,
    input: ({ recheckId, version }) => ({ recheckId, version, truth: "yes" }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.answered",
    entryPoints: [ofMember("recheck/send", ({ recheckId = "", version = "" }) => ({ recheck: recheckId, version, truth: "yes" }))],
  },
  {
    command: answerRecheckQuestion,
    row: 30,
    stage: "member",
    facts: openQuestion,
    input: ({ recheckId, questionId }) => ({ recheckId, questionId, reply: "Ada does." }),
    nowhere: nobodys("questionId"),
    leaves: "recheck.question_answered",
    entryPoints: [
      ofMember("recheck/reply", ({ recheckId = "", questionId = "" }) => ({
        recheck: recheckId,
        question: questionId,
        reply: "Ada does.",
      })),
    ],
  },
];

const assessments: readonly Act[] = [
  {
    command: openRecheck,
    row: 32,
    stage: "member",
    facts: plain,
    input: ({ memberId }) => ({ memberId }),
    nowhere: nobodys("memberId"),
    leaves: "recheck.opened",
    entryPoints: [ofCommittee("rechecks/new/open", ({ memberId = "" }) => ({ member: memberId, because: "committee" }))],
  },
  {
    command: decideRecheck,
    row: 33,
    stage: "former",
    facts: answered,
    input: ({ recheckId, version }) => ({
      recheckId,
      version,
      verdicts: [{ criterion: "community", verdict: "not-met", reason: "Nobody takes part." }],
    }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.failed",
    entryPoints: [
      ofCommittee(
        "rechecks/[reference]/decide",
        ({ recheckId = "", version = "" }) => ({
          recheck: recheckId,
          version,
          "verdict.community": "not-met",
          "reason.community": "Nobody takes part.",
        }),
        recheckPage,
      ),
    ],
  },
  {
    command: askRecheckQuestion,
    row: 31,
    instead: verdicts,
    stage: "former",
    facts: answered,
    input: ({ recheckId }) => ({ recheckId, criterion: "community", question: "Who takes part now?" }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.question_asked",
    entryPoints: [
      ofCommittee(
        "rechecks/[reference]/ask",
        ({ recheckId = "" }) => ({ recheck: recheckId, criterion: "community", question: "Who takes part now?" }),
        recheckPage,
      ),
    ],
  },
  {
    command: withdrawRecheckQuestion,
    row: 31,
    instead: verdicts,
    stage: "member",
    facts: openQuestion,
    input: ({ recheckId, questionId }) => ({ recheckId, questionId }),
    nowhere: nobodys("questionId"),
    leaves: "recheck.question_withdrawn",
    entryPoints: [
      ofCommittee(
        "rechecks/[reference]/withdraw",
        ({ recheckId = "", questionId = "" }) => ({ recheck: recheckId, question: questionId }),
        recheckPage,
      ),
    ],
  },
  {
    command: recordByPhone,
    row: 30,
    instead: byCommittee,
    stage: "member",
    facts: open,
    input: ({ recheckId, version }) => ({ recheckId, version, ...call }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.contact_recorded",
    entryPoints: [
      ofCommittee(
        "rechecks/[reference]/phone",
        ({ recheckId = "", version = "" }) => ({ recheck: recheckId, version, ...call }),
        recheckPage,
      ),
    ],
  },
  {
    command: extendRecheck,
    row: 30,
    instead: byCommittee,
    stage: "member",
    facts: open,
    input: ({ recheckId, version }) => ({ recheckId, version, until: addDays(today, 40), reason: "They move." }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.extended",
    entryPoints: [
      ofCommittee(
        "rechecks/[reference]/extend",
        ({ recheckId = "", version = "" }) => ({ recheck: recheckId, version, until: addDays(today, 40), reason: "They move." }),
        recheckPage,
      ),
    ],
  },
  {
    command: remindNow,
    row: 30,
    instead: byCommittee,
    stage: "member",
    facts: open,
    input: ({ recheckId }) => ({ recheckId }),
    nowhere: nobodys("recheckId"),
    leaves: "recheck.reminded",
    entryPoints: [ofCommittee("rechecks/[reference]/remind", ({ recheckId = "" }) => ({ recheck: recheckId }), recheckPage)],
  },
  {
    command: decideAnswer,
    row: 31,
    instead: verdicts,
    stage: "member",
    facts: async () => ({
      ...(await member()),
      answered: await one<string>(
        sql`select a.confirmed_on::text as value from member_answer a where a.member_id = ${await memberIdOf("member")} and a.criterion = 'community'`,
      ),
    }),
    input: ({ memberId, answered }) => ({ memberId, criterion: "community", answered, verdict: "cannot-tell", reason: "" }),
    nowhere: nobodys("memberId"),
    leaves: "criterion.decided",
    entryPoints: [
      ofCommittee(
        "criteria/[memberId]/decide",
        ({ answered = "" }) => ({ criterion: "community", answered, "verdict.community": "cannot-tell", "reason.community": "" }),
        ({ memberId = "" }) => ({ memberId }),
      ),
    ],
  },
];

const sweeps: readonly Act[] = [
  {
    command: openDueRechecks,
    row: 52,
    instead: workersOwn,
    stage: "member",
    input: () => ({ list: "istio", day: "2026-01-01" }),
    leaves: null, // nothing is due on that day
    entryPoints: [],
  },
  {
    command: stepRecheck,
    row: 52,
    instead: workersOwn,
    stage: "member",
    facts: open,
    input: ({ recheckId }) => ({ recheckId, day: today }),
    nowhere: nobodys("recheckId"),
    leaves: null, // what it leaves depends on what became of the letters
    entryPoints: [],
  },
  {
    command: testAliasResponse,
    row: 52,
    instead: workersOwn,
    stage: "member",
    facts: open,
    input: ({ recheckId }) => ({ recheckId }),
    nowhere: nobodys("recheckId"),
    leaves: null, // the alias was asked already
    entryPoints: [],
  },
  {
    command: recordAliasResponse,
    row: 52,
    instead: workersOwn,
    stage: "former",
    facts: async () => ({ checkId: await one<string>(sql`select id as value from alias_check where reference = '2020-901'`) }),
    input: ({ checkId }) => ({ checkId }),
    nowhere: nobodys("checkId"),
    leaves: null, // the address is no alias of a member
    entryPoints: [],
  },
  {
    command: callOffRecheck,
    row: 52,
    instead: workersOwn,
    stage: "former",
    facts: async () => ({ memberId: await memberIdOf("former") }),
    input: ({ memberId }) => ({ memberId }),
    nowhere: nobodys("memberId"),
    leaves: "recheck.called_off",
    entryPoints: [],
  },
  {
    command: tellRuleChange,
    row: 52,
    instead: workersOwn,
    stage: "member",
    input: () => ({ list: "istio", criterion: "envoy-list", version: "2022-02-14" }),
    leaves: null, // it is in force already
    entryPoints: [],
  },
  {
    command: remindRuleChange,
    row: 52,
    instead: workersOwn,
    stage: "member",
    input: () => ({ list: "istio", criterion: "envoy-list", version: "2022-02-14" }),
    leaves: null, // it is in force already
    entryPoints: [],
  },
  {
    command: closeRuleChanges,
    row: 52,
    instead: workersOwn,
    stage: "member",
    facts: member,
    input: ({ memberId }) => ({ memberId, day: today }),
    nowhere: nobodys("memberId"),
    leaves: null, // nothing was announced to it
    entryPoints: [],
  },
];

/** What is done with re-checks and with criteria that are to come. */
export const recheckActs: readonly Act[] = [...answers, ...assessments, ...sweeps];
