import { dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import { istio } from "@/lists/istio";
import type { EntryPoint } from "./acts";

const ofReview = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" }), more: Record<string, string> = {}): EntryPoint => ({
  address: `/committee/[list]/applications/[reference]/${path}`,
  params: ({ reference }) => ({ list: "istio", reference, ...more }),
  fields,
});
const ofSettings = (path: string, fields: Record<string, string>): EntryPoint => ({
  address: `/committee/[list]/settings/${path}`,
  params: () => ({ list: "istio" }),
  fields: () => fields,
});

const inAMonth = () => dayOf(new Date(Date.now() + 30 * 86_400_000));
const emailFields = () =>
  Object.fromEntries(
    criteriaInForce(istio, dayOf(new Date())).flatMap(({ key }) => [
      [`verdict.${key}`, "met"],
      [`reason.${key}`, ""],
      [`help.${key}`, ""],
    ]),
  );

/** The POST addresses of the committee area, by the command they run. */
export const committeeEntryPoints: Readonly<Record<string, readonly EntryPoint[]>> = {
  recordFinding: [
    ofReview("[criterion]/finding", () => ({ version: "1", verdict: "not-met", reason: "Too few" }), { criterion: "redistribution" }),
  ],
  sendFindings: [ofReview("send")],
  writeNote: [ofReview("discussion/note", () => ({ key: crypto.randomUUID(), text: "A question" }))],
  requestInformation: [ofReview("questions/ask", () => ({ criterion: "community", question: "Who?" }))],
  closeInformation: [ofReview("questions/close", () => ({ criterion: "community" }))],
  recuseYourself: [ofReview("vote/recuse")],
  declareConflict: [ofReview("vote/conflict")],
  setConflict: [ofReview("vote/set-conflict", ({ person = "" }) => ({ person }))],
  liftConflict: [ofReview("vote/lift-conflict", ({ person = "" }) => ({ person }))],
  assignReviewer: [ofReview("vote/assign", ({ person = "" }) => ({ person }))],
  castVote: [ofReview("vote/cast", ({ round = "" }) => ({ version: round, choice: "accept", reason: "" }))],
  openVote: [ofReview("vote/open")],
  changeVoteEnd: [ofReview("vote/end", () => ({ until: inAMonth() }))],
  agreeVoteEnd: [ofReview("vote/agree-end")],
  askWaiver: [ofReview("vote/waive", () => ({ criterion: "community", why: "Known otherwise" }))],
  agreeWaiver: [ofReview("vote/agree-waiver", () => ({ criterion: "envoy-list" }))],
  draftDecision: [ofReview("email/save", () => ({ version: "1", outcome: "accepted", opening: "Welcome", closing: "", ...emailFields() }))],
  makeDecision: [ofReview("email/decide", () => ({ version: "1", aliasByHand: "yes" }))],
  sendDecisionNow: [ofReview("email/send-now")],
  takeBackDecision: [ofReview("email/take-back")],
  sendAgain: [ofReview("log/send-again", ({ emailId = "" }) => ({ emailId, mayArriveTwice: "yes" }))],
  setAbsence: [ofSettings("absence", { until: inAMonth() })],
  endAbsence: [ofSettings("back", { now: "yes" })],
  setShortcuts: [ofSettings("shortcuts", { on: "yes" })],
};
