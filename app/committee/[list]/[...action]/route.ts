import { memberPath } from "@/app/committee/member-page";
import { formActions, formPost, formsOf } from "@/lib/kernel/form-post";
import { isId } from "@/lib/kernel/id";
import { decideAccessRecovery } from "@/lib/member/commands/decide-access-recovery";
import { decideJoin } from "@/lib/member/commands/decide-join";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { endAbsence } from "@/lib/review/commands/end-absence";
import { setAbsence } from "@/lib/review/commands/set-absence";
import { setShortcuts } from "@/lib/review/commands/set-shortcuts";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";

/** Back to the member's page that the form was sent from, or to the page of the mailing list's plan. */
const onPlan = formsOf(
  ({ list = "" }, { member = "" }) => (isId(member) ? memberPath({ list, memberId: member }) : `/committee/${list}/roster`),
  ["member"],
);
const onSettings = formsOf(({ list }) => `/committee/${list}/settings`);

/** The forms of pages about a whole list; the others are beside their pages. */
export const { GET, POST } = formActions({
  "access-recoveries/decide": formPost({
    command: decideAccessRecovery,
    fields: ["accessRecovery", "verdict.*", "reason.*"],
    input: (_params, { accessRecovery = "", ...fields }) => ({
      accessRecovery,
      verdict: fields[`verdict.${accessRecovery}`],
      reason: fields[`reason.${accessRecovery}`] ?? "",
    }),
    done: "kept",
    page: ({ list = "" }) => `/committee/${encodeURIComponent(list)}/access-recoveries`,
  }),
  "join-requests/answer": formPost({
    command: decideJoin,
    fields: ["request", "answer.*", "role.*"],
    input: (_params, { request = "", ...fields }) => ({
      request,
      answer: fields[`answer.${request}`],
      role: fields[`role.${request}`] ?? "",
    }),
    done: "answered",
    page: ({ list = "" }) => `/committee/${encodeURIComponent(list)}/join-requests`,
  }),
  "member-changes/decide": formPost({
    command: decideMemberChange,
    fields: ["change", "verdict.*", "reason.*"],
    input: (_params, { change = "", ...fields }) => ({
      change,
      verdict: fields[`verdict.${change}`],
      reason: fields[`reason.${change}`] ?? "",
    }),
    done: "kept",
    page: ({ list = "" }) => `/committee/${encodeURIComponent(list)}/member-changes`,
  }),
  "roster/plan": onPlan({
    command: makeRosterPlan,
    input: ({ list }) => ({ list }),
    done: (plan) => (plan === null ? "nothing-to-plan" : "planned"),
  }),
  "roster/applied": onPlan({
    command: markPlanApplied,
    fields: ["plan"],
    input: ({ list }, { plan = "" }) => ({ list, plan }),
    done: "applied",
  }),
  "settings/absence": onSettings({
    command: setAbsence,
    fields: ["until"],
    input: ({ list }, { until = "" }) => ({ list, until }),
    done: "absence",
  }),
  "settings/back": onSettings({ command: endAbsence, input: ({ list }) => ({ list }), done: "back" }),
  "settings/shortcuts": onSettings({
    command: setShortcuts,
    fields: ["on"],
    input: ({ list }, { on = "" }) => ({ list, on }),
    done: "shortcuts",
  }),
});
