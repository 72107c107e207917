import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { actions } from "@/lib/member/open-task";
import { istio } from "@/lists/istio";

/** A list whose own words may change without changing an email. */
export const list = {
  ...istio,
  slug: "istio",
  name: "Istio early disclosure",
  project: "Istio",
  contact: { name: "Istio security committee", email: "committee@istio.example" },
};
export const origin = "https://portal.example.org";

const about = { organization: "Acme Cloud", reference: "2026-042" };
const aliasChange = {
  organization: "Globex",
  reference: "2026-107",
  oldAddress: "security@globex.example",
  newAddress: "psirt@globex.example",
  askedBy: "Gus Globex",
};
const stopToken = "t0k3n-Stop_0123456789abcdefghijklmnopqrstuvw";
const question = "Which clusters do your customers run?\n\nA list of public references is enough.";
const ofRemoval = { organization: "Globex", reference: "2026-107" };
const removalReasons = [
  {
    title: "User base",
    reason: "The list of users names only your own companies.",
    whatWouldHelp: "Two organizations that we may ask, or a public list of users.",
  },
  { title: "Working group participant", reason: "Nobody has come to a meeting since March.", whatWouldHelp: "" },
];

const accessRecovery = { organization: "Globex", reference: "2026-058" };
const memberChange = { organization: "Globex", reference: "2026-059" };

const recheck = { organization: "Acme Cloud", reference: "2026-107" };
const calendar = { on: "2026-12-22", sequence: 3, stampedAt: "2026-11-22T05:15:00.000Z", cancelled: false };

/** One email of every kind, as Acme, its contact alias, or the committee would get it. */
export const samples: { readonly [K in EmailKind]: EmailData[K] } = {
  "sign-in-code": { code: "12345678", expiresAt: "2026-11-24T09:15:00.000Z" },
  "application-saved": { ...about, open: ["User base", "Community"], draftEndsOn: "2027-01-20" },
  "application-invitation": {
    ...about,
    inviter: "Ada Acme",
    token: "t0k3n-Invitation_0123456789abcdefghijklmnopq",
    expiresAt: "2026-11-25T09:00:00.000Z",
  },
  "application-draft-ending": { ...about, draftEndsOn: "2027-01-20" },
  "application-draft-ended": about,
  "application-received": {
    ...about,
    dueOn: "2026-12-07",
    aliasProgress: "open",
    answers: [
      {
        title: "Contact alias",
        rows: [
          { label: "Address", text: "security@acme.example" },
          { label: "Who can read it", text: "The product security team.\nAt weekends the rota." },
        ],
      },
      {
        title: "Redistribution",
        rows: [
          { label: "Evidence", text: "", links: ["https://acme.example/istio/", "https://acme.example/releases/"] },
          { label: "Anything else", text: "" },
        ],
      },
    ],
  },
  "alias-check": {
    subject: "application",
    ...about,
    address: "security@acme.example",
    token: "t0k3n-Alias_0123456789abcdefghijklmnopqrstuv",
    expiresAt: "2026-11-25T09:00:00.000Z",
    applicant: { name: "Ada Acme", email: "ada@acme.example" },
  },
  "alias-opened": { ...about, dueOn: "2026-12-07" },
  "alias-answered": { ...about, address: "security@acme.example", answeredBy: "Product security", answeredAt: "2026-11-24T10:30:00.000Z" },
  "alias-disowned": { ...about, address: "security@acme.example", stage: "sent", criterion: "security-alias" },
  "alias-disowned-review": { ...about, criterion: "security-alias" },
  "alias-change-asked": {
    ...aliasChange,
    reader: "old-alias",
    reason: "The old queue closes.\nThe new one has a rota.",
    oldIsDead: false,
    answerBy: "2026-12-01",
    waitDays: 3,
    needsAgreement: false,
    token: stopToken,
  },
  "alias-change-waiting": {
    ...aliasChange,
    reader: "representative",
    waitsUntil: "2026-11-27T10:30:00.000Z",
    awaitsAgreement: true,
    token: stopToken,
  },
  "alias-change-moving": { ...aliasChange, reader: "old-alias", token: stopToken },
  "alias-change-completed": { ...aliasChange, reader: "old-alias" },
  "alias-change-stopped": { ...aliasChange, reader: "committee", through: "old-alias", stoppedBy: null, reason: "" },
  "alias-change-expired": { ...aliasChange, reader: "representative", because: "no-answer" },
  "alias-change-review": { ...aliasChange, reader: "committee", answerBy: "2026-12-01", why: ["other-domain", "dead-alias"] },
  "alias-change-disowned": { ...aliasChange, reader: "committee" },
  "contact-alias-disowned": {
    organization: "Globex",
    address: "security@globex.example",
    delivered: true,
    nextAction: { actor: "member", action: actions.changeAlias, by: null },
  },
  "information-requested": { ...about, criterionTitle: "User base", criterion: "user-base", question, dueOn: "2026-12-04" },
  "information-reminder": { ...about, criterionTitle: "User base", criterion: "user-base", question, dueOn: "2026-12-04" },
  "information-provided": { ...about, criterionTitle: "User base", criterion: "user-base", unchanged: false },
  "information-overdue": { ...about, criterionTitle: "User base", dueOn: "2026-12-04" },
  "application-withdrawn": about,
  "decision-accepted": {
    ...about,
    reasons: [
      { number: 1, title: "Contact alias", verdict: "met", reason: "Product security answered within an hour.", whatWouldHelp: "" },
      { number: 2, title: "Community", verdict: "waived", reason: "They maintain the installer.", whatWouldHelp: "A name." },
    ],
    opening: "Welcome. We enjoyed reading about your installer.",
    closing: "",
    alias: "security@acme.example",
    nextRecheckOn: "2027-12-01",
  },
  "decision-declined": {
    ...about,
    reasons: [
      { number: 1, title: "Contact alias", verdict: "met", reason: "Answered.", whatWouldHelp: "" },
      {
        number: 3,
        title: "A user base beyond your own organization",
        verdict: "not-met",
        reason: "The links show downloads but not who uses the product.",
        whatWouldHelp: "Two organizations we may ask, or a public list of users.",
      },
      {
        number: 6,
        title: "Envoy early disclosure list",
        verdict: "cannot-tell",
        reason: "The public list has no entry of this name.",
        whatWouldHelp: "",
      },
    ],
    opening: "",
    closing: "Thank you for the detailed answers.",
    appealBy: "2026-12-22",
  },
  welcome: { ...about, nextRecheckOn: "2027-12-01" },
  "review-assigned": { ...about, dueOn: "2026-12-07" },
  "review-unroutable": { ...about, why: "Every reviewer is away or has a conflict of interest." },
  "review-digest": {
    day: "2026-11-24",
    items: [
      { organization: "Initech", reference: "2026-044", action: "Record your findings", dueOn: "2026-12-09" },
      { ...about, action: "Vote", dueOn: "2026-12-07" },
    ],
    waiting: [
      { kind: "removal", count: 2 },
      { kind: "pause", count: 1 },
      { kind: "alias-change", count: 3 },
    ],
  },
  "decision-overdue": { ...about, dueOn: "2026-12-07", daysLate: 3 },
  "decision-delayed": { ...about, dueOn: "2026-12-07", newDueOn: "2026-12-14", reason: "Two of us are at a conference." },
  farewell: { organization: "Globex", on: "2026-12-01" },
  "farewell-removed": {
    organization: "Globex",
    reference: "2026-061",
    on: "2026-12-08",
    appealBy: "2026-12-22",
    reasons: [{ title: "User base", reason: "The product was discontinued.", whatWouldHelp: "A product in use." }],
  },
  "representative-invitation": {
    organization: "Globex",
    inviter: "Gus Globex",
    role: "deputy",
    token: "t0k3n-Representative_0123456789abcdefghijkl",
    expiresAt: "2026-11-25T09:00:00.000Z",
  },
  "people-changed": {
    organization: "Globex",
    person: "Gina Globex",
    change: "added",
    role: "deputy",
    through: "invited",
    on: "2026-11-24",
  },
  "join-asked": { organization: "Globex", person: "Gerd, gerd@globex.example", words: "I lead the mesh team now.", answerBy: "2026-12-08" },
  "join-escalated": { organization: "Globex", askedOn: "2026-11-24" },
  "join-answered": { organization: "Globex", role: "reader" },
  "access-recovery-told": {
    ...accessRecovery,
    person: "Gerd, gerd@globex.example",
    words: "Gus and Gina left in summer.",
    waitsUntil: "2026-12-08T09:00:00.000Z",
  },
  "access-recovery-to-decide": { ...accessRecovery, person: "Gerd, gerd@globex.example", waitsUntil: "2026-12-08T09:00:00.000Z" },
  "access-recovery-ended": { ...accessRecovery, why: "committee", reason: "Gus still works there." },
  "access-recovery-completed": { ...accessRecovery, person: "Gerd, gerd@globex.example", on: "2026-12-08" },
  "member-change-asked": {
    ...memberChange,
    reader: "committee",
    kind: "rename",
    newName: "Globex Mesh",
    person: "Gus Globex",
    reason: "The product got a company of its own.",
    on: "2026-11-24",
  },
  "member-change-decided": { ...memberChange, newName: "Globex Mesh", accepted: true, reason: "" },
  "leaving-announced": { reader: "member", organization: "Globex", person: "Gus Globex", on: "2026-12-31" },
  "leaving-taken-back": { reader: "member", organization: "Globex", person: "Gus Globex" },
  "role-granted": { role: "reviewer" },
  "role-revoked": { role: "reviewer" },
  "alert-raised": {
    organization: "Globex",
    title: "The mail domain no longer exists",
    sentence: "globex.example is not registered any more, or its name servers do not know it.",
  },
  "removal-to-decide": { ...ofRemoval, because: "expired-recheck", hasApprover: false, carryOutOn: "2026-12-08" },
  "removal-proposed": { ...ofRemoval, reasons: removalReasons, carryOutOn: "2026-12-08" },
  "removal-agreed": { ...ofRemoval, reasons: removalReasons.slice(0, 1), carryOutOn: "2026-12-08" },
  "removal-stopped": {
    ...ofRemoval,
    stoppedOn: "2026-12-01",
    reason: "They showed two public users of their product.",
    reader: "member",
  },
  "removal-evidence": {
    ...ofRemoval,
    submittedOn: "2026-12-02",
    nextAction: { actor: "committee", action: actions.readEvidence, by: "2026-12-16" },
  },
  "removal-evidence-answered": {
    ...ofRemoval,
    answeredOn: "2026-12-03",
    outcome: "stands",
    answer: "The link shows only your own companies.",
    nextAction: { actor: "member", action: actions.cure, by: "2026-12-16" },
  },
  "appeal-received": { ...ofRemoval, receivedOn: "2026-12-10", carriedOut: true },
  "appeal-to-read": { ...ofRemoval, receivedOn: "2026-12-10" },
  "appeal-needs-readers": { ...ofRemoval, missing: 1, carriedOut: false },
  "appeal-decided": { ...ofRemoval, decidedOn: "2026-12-14", outcome: "turned-down", carryOutOn: null, nextAction: null },
  reinstated: { organization: "Globex", on: "2026-12-14", alias: "security@globex.example", nextRecheckOn: "2027-01-11" },
  "delivery-paused": {
    organization: "Globex",
    at: "2026-11-24T10:30:00.000Z",
    reason: "The domain of your contact alias has had other name servers since Monday.",
    confirmBy: "2026-11-25T10:30:00.000Z",
  },
  "delivery-resumed": {
    organization: "Globex",
    at: "2026-11-27T08:00:00.000Z",
    confirmed: true,
    nextAction: { actor: "committee", action: actions.putOnList, by: null },
  },
  "pause-to-confirm": {
    organization: "Globex",
    memberId: "5b1cbb5e-6f3f-4d3c-9d49-0a5a4b9d7a11",
    reason: "The domain of the contact alias has had other name servers since Monday.",
    confirmBy: "2026-11-25T10:30:00.000Z",
  },
  "pause-expired": {
    organization: "Globex",
    memberId: "5b1cbb5e-6f3f-4d3c-9d49-0a5a4b9d7a11",
    at: "2026-11-25T10:30:00.000Z",
    nextAction: null,
  },
  "recheck-opened": { ...recheck, dueOn: "2026-12-22", calendar },
  "recheck-reminder": {
    ...recheck,
    dueOn: "2026-12-22",
    because: "moved",
    reason: "Your team is moving offices until Christmas.",
    calendar,
  },
  "recheck-due": { ...recheck, dueOn: "2026-12-22" },
  "recheck-grace-period": { ...recheck, dueOn: "2026-12-22", graceEndsOn: "2027-01-13", last: false },
  "recheck-escalated": { ...recheck, dueOn: "2026-12-22", last: false },
  "recheck-answered": {
    ...recheck,
    answeredOn: "2026-12-02",
    why: "changed",
    nextAction: { actor: "committee", action: actions.reviewAnswers, by: null },
  },
  "recheck-question": {
    ...recheck,
    criterionTitle: "Community",
    question: "Which of you takes part in the working group?",
    dueOn: "2026-12-22",
    reminder: false,
  },
  "recheck-question-withdrawn": { ...recheck, criterionTitle: "Community" },
  "recheck-question-back": { ...recheck, criterionTitle: "Community", is: "answered", on: "2026-12-10" },
  "recheck-passed": { ...recheck, nextRecheckOn: "2027-11-22", calendar: { ...calendar, sequence: 5, cancelled: true } },
  "recheck-failed": {
    ...recheck,
    decidedOn: "2026-12-03",
    nextAction: { actor: "member", action: actions.cure, by: "2026-12-16" },
    reasons: [{ title: "Community", reason: "Nobody takes part any more.", whatWouldHelp: "The name of somebody who does." }],
  },
  "recheck-expired": { ...recheck, dueOn: "2026-12-22", nextAction: { actor: "committee", action: actions.support, by: null } },
  "recheck-called-off": { ...recheck, calendar: { ...calendar, sequence: 5, cancelled: true } },
  "criterion-announced": {
    organization: "Acme Cloud",
    memberId: "0b7a3a52-5b0c-4d6e-9d55-0d0f4c7a9e11",
    title: "Working group participant",
    what: "Somebody from the organization takes part in the working group.",
    since: "2027-02-14",
    tightened: false,
  },
  "policy-announced": {
    organization: "Acme Cloud",
    memberId: "0b7a3a52-5b0c-4d6e-9d55-0d0f4c7a9e11",
    version: "2027-02",
    since: "2027-02-14",
  },
  "criterion-reminder": {
    organization: "Acme Cloud",
    memberId: "0b7a3a52-5b0c-4d6e-9d55-0d0f4c7a9e11",
    title: "Working group participant",
    what: "Somebody from the organization takes part in the working group.",
    since: "2027-02-14",
    tightened: false,
    kind: "half-time",
    saidNo: false,
    showBy: "2027-02-13",
  },
  "policy-reminder": {
    organization: "Acme Cloud",
    memberId: "0b7a3a52-5b0c-4d6e-9d55-0d0f4c7a9e11",
    version: "2027-02",
    since: "2027-02-14",
    kind: "last-days",
    saidNo: false,
    showBy: "2027-02-13",
  },
};

type Variant = { readonly [K in EmailKind]: { readonly kind: K; readonly data: EmailData[K] } }[EmailKind];

function variant<K extends EmailKind>(kind: K, data: Partial<EmailData[K]>): Variant {
  return { kind, data: { ...samples[kind], ...data } } as Variant;
}

const memberActs = { actor: "member", action: actions.answerRecheck, by: "2026-12-16" } as const;
const committeeActs = { actor: "committee", action: actions.agree, by: null } as const;

/** Emails that say something else than the sample of their kind. */
export const variants: readonly Variant[] = [
  variant("application-saved", { open: [] }),
  variant("application-received", { aliasProgress: "answered", answers: [] }),
  variant("application-received", { aliasProgress: "disowned", dueOn: "2027-03-01" }),
  ...(["alias-change", "recheck", "access-recovery", "reinstatement", "contact-alias"] as const).map((subject) =>
    variant("alias-check", { subject, organization: "Globex", reference: "2026-107", applicant: undefined }),
  ),
  variant("alias-opened", { aliasAnswered: false }),
  variant("alias-answered", { byHand: true }),
  variant("alias-disowned", { stage: "draft" }),
  variant("alias-disowned", { stage: "decided" }),
  variant("alias-change-asked", { reader: "representative", oldIsDead: true, needsAgreement: true }),
  variant("alias-change-asked", { reader: "alias", oldAddress: null, waitDays: 1 }),
  variant("alias-change-waiting", { awaitsAgreement: false, reader: "old-alias", oddAnswer: true }),
  variant("alias-change-moving", { reader: "representative" }),
  variant("alias-change-moving", { oldAddress: null }),
  variant("alias-change-completed", { reader: "representative", oldAddress: null }),
  variant("alias-change-stopped", { reader: "representative", through: "representative", stoppedBy: "Gina Globex", reason: "Not ours." }),
  variant("alias-change-stopped", { reader: "old-alias", through: "end-of-membership" }),
  variant("alias-change-stopped", { reader: "alias", through: "new-alias" }),
  variant("alias-change-expired", { reader: "committee", because: "no-agreement" }),
  variant("alias-change-expired", { reader: "old-alias", because: "taken" }),
  variant("alias-change-review", { why: [], oldAddress: null }),
  variant("alias-change-review", { why: ["hosted", "confusable", "own-address", "odd-answer", "committee"], agreeBy: "2026-12-09" }),
  variant("contact-alias-disowned", { delivered: false }),
  variant("information-provided", { unchanged: true }),
  variant("decision-declined", { reasons: [] }),
  variant("decision-delayed", { newDueOn: null, reason: "" }),
  variant("review-digest", { items: [], waiting: [{ kind: "appeal", count: 1 }], checkpoint: "4711 0f3a" }),
  variant("review-digest", { items: [], waiting: [] }),
  variant("people-changed", { change: "removed", role: null, through: "representative" }),
  variant("people-changed", { change: "role", role: "primary", through: "committee" }),
  variant("people-changed", { change: "outside", role: "primary", person: "gerd@gmail.com", through: "representative" }),
  variant("join-answered", { role: null }),
  variant("access-recovery-told", { waitsUntil: null }),
  ...(["representative", "alias", "asker", "end-of-membership"] as const).map((why) =>
    variant("access-recovery-ended", { why, reason: "" }),
  ),
  variant("member-change-asked", { reader: "member", kind: "merger" }),
  variant("member-change-decided", { accepted: false, reason: "It is another company." }),
  variant("leaving-announced", { reader: "committee" }),
  variant("leaving-taken-back", { reader: "committee" }),
  variant("alert-raised", { organization: null, title: "Many checks fail at once" }),
  variant("alert-raised", { organization: null, title: "Many checks fail at once", mayClose: false }),
  variant("removal-to-decide", { hasApprover: true, because: "committee" }),
  variant("removal-to-decide", { because: "failed-recheck" }),
  variant("removal-to-decide", { because: "new-criteria" }),
  variant("removal-to-decide", { because: "embargo-policy" }),
  variant("removal-proposed", { forSilence: true, nextAction: { ...memberActs, by: "2026-12-08" } }),
  variant("removal-agreed", { forAlias: true, reasons: removalReasons.slice(0, 1) }),
  variant("removal-stopped", { reader: "committee", nextAction: committeeActs }),
  variant("removal-stopped", { reader: "committee", cured: true }),
  variant("removal-evidence", { answer: { title: "User base", memberId: "0b7a3a52-5b0c-4d6e-9d55-0d0f4c7a9e11" }, nextAction: undefined }),
  variant("removal-evidence-answered", { outcome: "struck" }),
  variant("appeal-received", { carriedOut: false }),
  variant("appeal-decided", { outcome: "upheld" }),
  variant("appeal-decided", { carryOutOn: "2026-12-21", nextAction: memberActs }),
  variant("delivery-resumed", { confirmed: false, nextAction: null }),
  variant("recheck-opened", { removalOn: "2026-12-16" }),
  variant("recheck-reminder", { because: "time", reason: "", calendar: undefined, dueOn: "2027-01-15" }),
  variant("recheck-grace-period", { last: true }),
  variant("recheck-escalated", { graceEndsOn: "2027-01-13", last: true }),
  ...(["no-longer-true", "not-met", "check", "late"] as const).map((why) => variant("recheck-answered", { why })),
  variant("recheck-question", { reminder: true }),
  variant("recheck-question-back", { is: "overdue" }),
  variant("recheck-passed", { nextAction: memberActs, calendar: undefined }),
  variant("recheck-expired", { waits: true, nextAction: null }),
  variant("criterion-announced", { tightened: true }),
  variant("criterion-reminder", { kind: "last-days", saidNo: true }),
  variant("criterion-reminder", { kind: "late", showBy: "2027-03-13" }),
  variant("policy-reminder", { saidNo: true }),
  variant("policy-reminder", { kind: "late", showBy: "2027-03-13" }),
];
