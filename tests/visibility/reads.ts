import { invitationOfLink, myApplications, myOrganizations, openApplicationOn } from "@/lib/application/queries";
import type { Actor } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { shortSteps } from "@/lib/removal/queries/missing-people";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { applicationForReview } from "@/lib/review/queries/application";
import { criterionForReview } from "@/lib/review/queries/criterion";
import { discussionOf, questionsOf } from "@/lib/review/queries/discussion";
import { emailForReview } from "@/lib/review/queries/email";
import { historyOf } from "@/lib/review/queries/history";
import { exportOfPerson } from "@/lib/review/queries/own-data";
import { committeeQueue, queueCounts } from "@/lib/review/queries/queue";
import { resemblancesOf } from "@/lib/review/queries/resemblances";
import { ownSettings } from "@/lib/review/queries/settings";
import { voteForReview } from "@/lib/review/queries/vote";
import { aliasCheckOfLink } from "@/lib/views/alias-check-page";
import { emailsOf } from "@/lib/views/application-emails";
import { applicationForApplicant, readView } from "@/lib/views/own-application";
import { istio } from "@/lists/istio";
import { nobodysReference, nobodysToken } from "./acts";
import { aliasQueriesWithoutRow, aliasReads } from "./alias-reads";
import { evidenceReads } from "./evidence-reads";
import { peopleQueriesWithoutRow, peopleReads } from "./people-reads";
import { recheckReads } from "./recheck-reads";
import { removalQueriesWithoutRow, removalReads } from "./removal-reads";
import { canary, domainOf, invitee, lastToken, nameOf, type Stage, type StageKey } from "./world";

/** A query as it is asked directly, beside every page. What it gives is searched like a page. */
export type Read = {
  readonly name: string;
  readonly rows: readonly number[];
  readonly stage: StageKey;
  readonly run: (viewer: Actor, stage: Stage) => Promise<unknown>;
  /** The same of a thing that does not exist: whoever may not see is given the same. */
  readonly nowhere?: (viewer: Actor) => Promise<unknown>;
  /** What has to be in it, for whom, and for nobody else. */
  readonly word: string;
  readonly to: string;
  readonly expectedFor?: StageKey;
  /** Whoever holds the link sees who applied, so that they can tell whether they know them. */
  readonly showsApplicant?: boolean;
};

//                  AN AP OT MP MD XM RV RC XR CH AD AU SY
const applicant = "· Y · · · · · · · · · · ·";
const assesses = "· · · · · · Y · · Y · · ·";
const discussion = "· · · · · · Y · · Y · Y ·";
const withoutConflict = "· · · · · · Y · · Y Y Y ·";
const withRole = "· · · · · · Y Y · Y Y Y ·";
const postRoom = "· · · · · · · · · Y Y Y ·";
const everybody = "Y Y Y Y Y Y Y Y Y Y Y Y Y";
const nobody = "· · · · · · · · · · · · ·";

const today = () => dayOf(new Date());
const review = (
  name: string,
  rows: readonly number[],
  stage: StageKey,
  ask: (viewer: Actor, reference: string) => Promise<unknown>,
  word: string,
  to: string,
): Read => ({
  name,
  rows,
  stage,
  run: (viewer, { reference }) => ask(viewer, reference),
  nowhere: (viewer) => ask(viewer, nobodysReference),
  word,
  to,
});

async function whole(viewer: Actor, reference: string): Promise<unknown> {
  const view = await applicationForApplicant(viewer, reference);
  return view === null ? null : { view, read: await readView(view) };
}

const head = (viewer: Actor, reference: string) => applicationForReview(viewer, istio, { reference, today: today() });
const vote = (viewer: Actor, reference: string) => voteForReview(viewer, istio, { reference, today: today() });
const message = (viewer: Actor, reference: string) => emailForReview(viewer, istio, { reference, today: today() });
const criterion = (key: string) => (viewer: Actor, reference: string) =>
  criterionForReview(viewer, istio, { reference, key, today: today() });
const resemblances = (viewer: Actor, reference: string) => resemblancesOf(viewer, istio, { reference });

export const reads: readonly Read[] = [
  ...aliasReads,
  ...evidenceReads,
  ...recheckReads,
  ...(["draft", "review", "asked", "voting", "closed", "held", "declined", "member"] as const).map((stage) =>
    review("applicationForApplicant", [6], stage, whole, canary("answer", stage), applicant),
  ),
  { name: "myApplications", rows: [6], stage: "review", run: (viewer) => myApplications(viewer), word: nameOf("review"), to: applicant },
  {
    name: "myOrganizations",
    rows: [4, 22],
    stage: "review",
    run: (viewer) => myOrganizations(viewer, "istio"),
    word: nameOf("review"),
    to: applicant,
  },
  {
    name: "openApplicationOn",
    rows: [4, 6],
    stage: "review",
    run: async (viewer, { reference }) => ((await openApplicationOn(viewer, "istio")) === reference ? "mine" : null),
    word: "mine",
    to: applicant,
  },
  {
    name: "aliasCheckOfLink",
    rows: [5],
    stage: "draft",
    run: async (viewer) => aliasCheckOfLink(viewer, await lastToken("alias-check", `security@${domainOf("draft")}`)),
    nowhere: (viewer) => aliasCheckOfLink(viewer, nobodysToken),
    word: nameOf("draft"),
    to: everybody,
    expectedFor: "draft",
    showsApplicant: true,
  },
  {
    name: "invitationOfLink",
    rows: [8],
    stage: "draft",
    run: async (viewer) => invitationOfLink(viewer, await lastToken("application-invitation", invitee.email)),
    nowhere: (viewer) => invitationOfLink(viewer, nobodysToken),
    word: nameOf("draft"),
    to: everybody,
    expectedFor: "draft",
  },
  ...(["review", "voting", "declined"] as const).map((stage) =>
    review("applicationForReview", [6, 7], stage, head, nameOf(stage), withoutConflict),
  ),
  review("applicationForReview", [7], "held", head, '"reference"', withRole),
  review("applicationForReview", [7], "draft", head, '"reference"', nobody),
  review("criterionForReview", [6], "review", criterion("user-base"), canary("answer", "review"), assesses),
  review("criterionForReview", [10], "voting", criterion("community"), canary("finding", "voting", "ravi"), assesses),
  review("resemblancesOf", [6], "review", resemblances, "[", assesses),
  review("resemblancesOf", [6], "draft", resemblances, "[", nobody),
  review("criterionForReview", [6], "draft", criterion("user-base"), canary("answer", "draft"), nobody),
  review(
    "discussionOf",
    [10],
    "review",
    (viewer, reference) => discussionOf(viewer, istio, reference),
    canary("note", "review"),
    discussion,
  ),
  review("questionsOf", [6], "asked", (viewer, reference) => questionsOf(viewer, istio, reference), canary("question", "asked"), assesses),
  review("voteForReview", [16], "voting", vote, canary("vote", "voting", "rosa"), nobody),
  review("voteForReview", [17], "closed", vote, canary("vote", "closed", "rosa"), discussion),
  review("emailForReview", [19], "closed", message, canary("letter", "closed"), assesses),
  review("emailForReview", [19], "held", message, canary("letter", "held"), assesses),
  review("emailForReview", [10], "review", message, canary("finding", "review", "rosa"), nobody),
  review("historyOf", [54], "review", (viewer, reference) => historyOf(viewer, istio, { reference }), '"events"', withoutConflict),
  review("emailsOf", [50], "review", (viewer, reference) => emailsOf(viewer, istio, reference, new Date()), '"maySendAgain"', postRoom),
  ...(["open", "waiting", "decided"] as const).map((tab): Read => {
    const stage = tab === "open" ? "review" : tab === "waiting" ? "asked" : "declined";
    return {
      name: `committeeQueue (${tab})`,
      rows: [7],
      stage,
      run: (viewer) => committeeQueue(viewer, istio, { tab, today: today() }),
      word: nameOf(stage),
      to: withoutConflict,
    };
  }),
  {
    name: "committeeQueue (for-me)",
    rows: [7],
    stage: "review",
    run: (viewer) => committeeQueue(viewer, istio, { tab: "for-me", today: today() }),
    word: nameOf("review"),
    to: assesses,
  },
  {
    name: "committeeQueue (search)",
    rows: [7],
    stage: "review",
    run: (viewer) => committeeQueue(viewer, istio, { tab: "open", q: "review", today: today() }),
    word: nameOf("review"),
    to: withoutConflict,
  },
  { name: "queueCounts", rows: [7], stage: "review", run: (viewer) => queueCounts(viewer, istio, today()), word: '"forMe"', to: withRole },
  {
    name: "shortSteps",
    rows: [7],
    stage: "review",
    run: async (viewer) => ((await shortSteps(viewer, "istio", new Date())) === null ? null : "counted"),
    word: "counted",
    to: withRole,
  },
  {
    name: "openTasksWaiting",
    rows: [33, 34, 36],
    stage: "member",
    run: async (viewer) => ((await openTasksWaiting(viewer, "istio", new Date())) === null ? null : "counted"),
    word: "counted",
    to: "· · · · · · Y Y · Y · · ·",
  },
  // Everybody has data of their own; of a review nobody who recused or lost the role.
  ...(
    [
      ["", "review", '"sessions"', "· Y Y Y Y Y Y Y Y Y Y Y ·"],
      [" (findings)", "closed", canary("finding", "closed", "ravi"), "· · · · · · Y · · · · · ·"],
      [" (votes)", "closed", canary("vote", "closed", "ravi"), "· · · · · · Y · · · · · ·"],
      [" (of an ex-reviewer)", "closed", canary("vote", "closed", "otto"), nobody],
    ] as const
  ).map(
    ([what, stage, word, to]): Read => ({
      name: `exportOfPerson${what}`,
      rows: [57],
      stage,
      run: (viewer) => exportOfPerson(viewer),
      word,
      to,
    }),
  ),
  { name: "ownSettings", rows: [12], stage: "review", run: (viewer) => ownSettings(viewer, "istio"), word: '"shortcuts"', to: withRole },
  ...peopleReads,
  ...removalReads,
];

/** Queries that no person asks: what they are for instead. */
export const queriesWithoutRow: Readonly<Record<string, string>> = {
  memberSummary: "makes a summary of facts that the viewer has been given",
  alertDiffers: "the worker's: what the alert about missing people says",
  missingPeopleSentence: "the worker's: what the alert about missing people says",
  newestPeopleAlert: "the worker's: what the alert about missing people says",
  peopleAlertDiffers: "the worker's: what the alert about missing people says",
  stepTitle: "names a step that the viewer has been given",
  ...peopleQueriesWithoutRow,
  ...removalQueriesWithoutRow,
  ...aliasQueriesWithoutRow,
  personOfSession: "tells who asks",
  sessionInUse: "tells who asks",
  personByEmail: "tells whom the command line speaks for",
  awaitedCode: "before anybody is known: the address this very browser typed",
  readView: "reads what applicationForApplicant gave",
  eventsAbout: "asked by the queries of the slice that owns the thing, after they asked who may",
  eventsAboutEach: "asked by the queries of the slice that owns the thing, after they asked who may",
  namesIn: "names for events that the viewer has been given",
  outboxEmails: "everybody's mailbox on one's own machine; refuses in production",
  outboxEmail: "everybody's mailbox on one's own machine; refuses in production",
  emailToDeliver: "the worker's",
  checkFacts: "the worker's",
  statusFaults: "the worker's, and of whoever runs the portal",
  emailsAbout: "asked by emailsOf, which opens the application first: it knows declared conflicts of interest only",
  rosterPage: "public",
  wholeRoster: "public",
  rosterVersion: "public",
  rosterFigures: "public",
  openForReview: "opens an application for the other queries of its folder, each of which asks a permission",
  listsOf: "the lists of one's own roles",
  committeeOf: "asked by commands and queries that have asked who may",
  findingReasons: "asked by emailForReview",
  conflictOnApplication: "a part of other queries",
  conflictReasons: "a part of other queries",
  declaredConflict: "a part of other queries",
  liftedConflict: "a part of other queries",
  isUnder: "a part of other queries",
  viewerRecused: "a part of other queries",
  factsOf: "a part of other queries",
  progressFor: "a part of other queries",
  routingInputs: "a part of other queries",
  clockOf: "a part of other queries",
  possibleActions: "a part of the queue: which of its rows may wait for the viewer",
  isAction: "a part of the queue: whether a row waits for the viewer",
  openAssignmentsOf: "asked by routing, which is the worker's and the chairs'",
  roundState: "a part of other queries",
};
