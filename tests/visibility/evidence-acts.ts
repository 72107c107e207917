import { sql } from "drizzle-orm";
import { recordChecks } from "@/lib/application/commands/record-checks";
import { applyProviderEvents } from "@/lib/evidence/commands/apply-provider-events";
import { askEvidence } from "@/lib/evidence/commands/ask-evidence";
import { checkCorrelatedFailures } from "@/lib/evidence/commands/check-correlated-failures";
import { claimHost } from "@/lib/evidence/commands/claim-host";
import { closeAlert } from "@/lib/evidence/commands/close-alert";
import { keepRoster } from "@/lib/evidence/commands/keep-roster";
import { receiveProviderEvent } from "@/lib/evidence/commands/receive-provider-event";
import { tellUnknownEvents } from "@/lib/evidence/commands/tell-unknown-events";
import { askChecksAgain } from "@/lib/review/commands/ask-checks-again";
import type { Act } from "./acts";
import { memberIdOf } from "./evidence-world";
import { domainOf, one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
const nobodys =
  (name: string): Act["nowhere"] =>
  (given) => ({ ...given, [name]: nothing });
const openAlert = async () => ({
  alertId: await one<string>(sql`select id as value from alert where closed_at is null and member_id is not null limit 1`),
});
const ofMember = async () => ({ memberId: await memberIdOf("member") });

//                             AN AP OT MP MD XM RV RC XR CH AD AU SY
const reviews = {
  marks: "· · · · · · Y · · Y · · ·",
  because: "who reads evidence does not thereby spend the worker's time, or close what waits for a reviewer",
};
const workersOwn = { marks: "· · · · · · · · · · · · Y", because: "what was seen is recorded by the worker, on no page" };

/** What is done with evidence and alerts, and what the worker and the mail provider bring. */
export const evidenceActs: readonly Act[] = [
  {
    command: closeAlert,
    row: 23,
    instead: reviews,
    stage: "member",
    facts: openAlert,
    input: ({ alertId }) => ({ alertId, reason: "They forgot to pay. Paid today." }),
    nowhere: nobodys("alarmId"),
    leaves: "alert.closed",
    entryPoints: [
      {
        address: "/committee/[list]/alerts/[alert]/close",
        params: ({ alertId = "" }) => ({ list: "istio", alert: alertId }),
        fields: () => ({ reason: "They forgot to pay. Paid today." }),
      },
    ],
  },
  {
    command: askEvidence,
    row: 31,
    instead: reviews,
    stage: "member",
    facts: ofMember,
    input: ({ memberId }) => ({ memberId, name: "mail-domain" }),
    nowhere: nobodys("memberId"),
    leaves: "evidence.asked",
    entryPoints: [
      {
        address: "/committee/[list]/checks/[member]/ask",
        params: ({ memberId = "" }) => ({ list: "istio", member: memberId }),
        fields: () => ({ name: "mail-domain" }),
      },
    ],
  },
  {
    command: askChecksAgain,
    row: 31,
    instead: reviews,
    stage: "review",
    input: ({ reference }) => ({ reference, name: "mail-domain" }),
    leaves: "evidence.asked",
    entryPoints: [
      {
        address: "/committee/[list]/applications/[reference]/[criterion]/check-again",
        params: ({ reference }) => ({ list: "istio", reference, criterion: "security-alias" }),
        fields: () => ({ name: "mail-domain" }),
      },
    ],
  },
  {
    command: recordChecks,
    row: 31,
    instead: workersOwn,
    stage: "member",
    facts: ofMember,
    input: ({ memberId }) => ({
      subject: { memberId },
      name: "delivery",
      because: "schedule",
      found: [{ target: domainOf("member"), result: "yes", sentence: "Fine.", seen: {} }],
    }),
    nowhere: nobodys("memberId"),
    leaves: "evidence.checked",
    entryPoints: [],
  },
  {
    command: checkCorrelatedFailures,
    row: 52,
    instead: workersOwn,
    stage: "member",
    facts: async () => ({ checkId: await one<string>(sql`select id as value from evidence_check where correlated_at is null`) }),
    input: ({ checkId }) => ({ checkId }),
    nowhere: nobodys("checkId"),
    leaves: "evidence.correlated",
    entryPoints: [],
  },
  {
    command: keepRoster,
    row: 31,
    instead: workersOwn,
    stage: "member",
    input: () => ({ url: "https://sister.example/roster.json", hash: "a".repeat(64), members: [] }),
    leaves: "evidence.roster_read",
    entryPoints: [],
  },
  {
    command: claimHost,
    row: 52,
    instead: workersOwn,
    stage: "member",
    input: () => ({ host: "sister.example" }),
    leaves: null, // counting leaves no trace
    entryPoints: [],
  },
  {
    command: receiveProviderEvent,
    row: 59,
    stage: "member",
    input: () => ({ id: crypto.randomUUID(), type: "email.opened", providerId: null, at: new Date() }),
    leaves: null, // it changes nothing
    entryPoints: [],
  },
  {
    command: applyProviderEvents,
    row: 59,
    stage: "member",
    input: () => ({ emailId: nothing }),
    leaves: null, // there is no such letter
    entryPoints: [],
  },
  {
    command: tellUnknownEvents,
    row: 52,
    instead: workersOwn,
    stage: "member",
    input: () => ({ list: "istio", day: "2026-11-17" }),
    leaves: null, // nothing unknown was told
    entryPoints: [],
  },
];
