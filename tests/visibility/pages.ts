import { nobodysReference, nobodysToken } from "./acts";
import { aliasPages } from "./alias-pages";
import { evidencePages } from "./evidence-pages";
import { peoplePages } from "./people-pages";
import { recheckPages } from "./recheck-pages";
import { removalPages } from "./removal-pages";
import { canary, contactOf, domainOf, invitee, lastToken, nameOf, type StageKey, type World } from "./world";

/** One page as it is asked: where, about what, who may open it, and what has to stand there for whom. */
export type PageCase = {
  readonly file: string;
  readonly rows: readonly number[];
  /** Whose relations count. */
  readonly stage: StageKey;
  readonly params?: (world: World) => Promise<Record<string, string>> | Record<string, string>;
  readonly search?: Record<string, string>;
  /** The same address of a thing that does not exist; pages of no particular thing have none. */
  readonly nowhere?: (given: Record<string, string>) => Record<string, string>;
  /** Y: it opens. ·: not found, for a visitor the way to sign in. T: it opens by its link, for everybody. */
  readonly opens: string;
  /** Where it may lead somebody who may open it: to a thing of their own, or to the first of its parts. */
  readonly leads?: RegExp;
  /** Words that must stand there, for whom; for everybody else they must not. */
  readonly shows?: readonly { readonly word: string; readonly to: string }[];
  /** The link itself names this organization to whoever holds it. */
  readonly expectedFor?: StageKey;
  /** Whoever holds the link sees who applied, so that they can tell whether they know them. */
  readonly showsApplicant?: boolean;
  readonly also?: readonly string[];
};

//                  AN AP OT MP MD XM RV RC XR CH AD AU SY
const everybody = "Y Y Y Y Y Y Y Y Y Y Y Y ·";
const signedIn = "· Y Y Y Y Y Y Y Y Y Y Y ·";
const applicant = "· Y · · · · · · · · · · ·";
const byLink = "T T T T T T T T T T T T ·";
const withRole = "· · · · · · Y Y · Y Y Y ·";
const assesses = "· · · · · · Y · · Y · · ·";
const discussion = "· · · · · · Y · · Y · Y ·";
const withoutConflict = "· · · · · · Y · · Y Y Y ·";

const publicPage = (path: string, rows: readonly number[], more: Partial<PageCase> = {}): PageCase => ({
  file: `app/${path}page.tsx`,
  rows,
  stage: "review",
  opens: everybody,
  ...more,
});

const ofApplication = (
  path: string,
  rows: readonly number[],
  stage: StageKey,
  more: Partial<PageCase> & { readonly criterion?: string } = {},
): PageCase => {
  const { criterion, ...rest } = more;
  return {
    file: `app/applications/[reference]/${path}page.tsx`,
    rows,
    stage,
    params: (world) => ({ reference: world.stages[stage].reference, ...(criterion ? { criterion } : {}) }),
    nowhere: (given) => ({ ...given, reference: nobodysReference }),
    opens: applicant,
    ...rest,
  };
};

const ofReview = (
  path: string,
  rows: readonly number[],
  stage: StageKey,
  more: Partial<PageCase> & { readonly criterion?: string } = {},
): PageCase => {
  const { criterion, ...rest } = more;
  return {
    file: `app/committee/[list]/applications/[reference]/${path}page.tsx`,
    rows,
    stage,
    params: (world) => ({ list: "istio", reference: world.stages[stage].reference, ...(criterion ? { criterion } : {}) }),
    nowhere: (given) => ({ ...given, reference: nobodysReference }),
    opens: assesses,
    ...rest,
  };
};

const istio = { params: () => ({ list: "istio" }) };

const open: readonly PageCase[] = [
  publicPage("", [1]),
  publicPage("[list]/", [1, 2], istio),
  publicPage("[list]/criteria/", [1], istio),
  publicPage("[list]/embargo-policy/", [1], istio),
  publicPage("[list]/roster/", [2], { ...istio, shows: [{ word: nameOf("member"), to: everybody }] }),
  publicPage("[list]/apply/", [4], istio),
  publicPage("[list]/apply/not-eligible/", [4], { ...istio, search: { redistributes: "no", secrecy: "yes" } }),
  publicPage("[list]/apply/start/", [4], {
    ...istio,
    search: { redistributes: "yes", secrecy: "yes" },
    opens: signedIn,
    leads: /^\/applications\/[0-9-]+$/,
  }),
];

const applicants: readonly PageCase[] = [
  { file: "app/applications/page.tsx", rows: [6, 7], stage: "review", opens: signedIn, shows: [{ word: nameOf("review"), to: applicant }] },
  ofApplication("", [6, 8], "draft", { shows: [{ word: canary("mail", "draft"), to: applicant }] }),
  ofApplication("", [6], "review"),
  ofApplication("", [6, 8], "asked", { shows: [{ word: canary("question", "asked"), to: applicant }] }),
  ofApplication("", [6], "voting"),
  ofApplication("", [6], "closed"),
  ofApplication("", [6], "held"),
  ofApplication("", [6], "declined", { shows: [{ word: canary("reason", "declined"), to: applicant }] }),
  ofApplication("", [6], "member"),
  ofApplication("check/", [6, 8], "ready", { shows: [{ word: canary("answer", "ready"), to: applicant }] }),
  ofApplication("sent/", [6], "review"),
  ofApplication("mail/", [8], "draft"),
  ofApplication("invite/", [8], "draft", { shows: [{ word: invitee.email, to: applicant }] }),
  ofApplication("withdraw/", [9], "review"),
  ofApplication("[criterion]/", [6, 8], "draft", { criterion: "user-base", shows: [{ word: canary("answer", "draft"), to: applicant }] }),
  ofApplication("[criterion]/", [6, 8], "draft", { criterion: "community" }),
  ofApplication("[criterion]/", [6, 8], "asked", { criterion: "community", shows: [{ word: canary("question", "asked"), to: applicant }] }),
  {
    file: "app/confirm/alias/[token]/page.tsx",
    rows: [5],
    stage: "draft",
    params: async () => ({ token: await lastToken("alias-check", `security@${domainOf("draft")}`) }),
    nowhere: () => ({ token: nobodysToken }),
    opens: byLink,
    expectedFor: "draft",
    showsApplicant: true,
    shows: [
      { word: `security@${domainOf("draft")}`, to: "Y Y Y Y Y Y Y Y Y Y Y Y ·" },
      { word: contactOf("draft").email, to: "Y Y Y Y Y Y Y Y Y Y Y Y ·" },
    ],
  },
  {
    file: "app/confirm/invitation/[token]/page.tsx",
    rows: [8],
    stage: "draft",
    params: async () => ({ token: await lastToken("application-invitation", invitee.email) }),
    nowhere: () => ({ token: nobodysToken }),
    opens: byLink,
    expectedFor: "draft",
    also: ["invitee"],
  },
  {
    file: "app/membership/[list]/page.tsx",
    rows: [22],
    stage: "member",
    ...istio,
    opens: signedIn,
    shows: [{ word: `security@${domainOf("member")}`, to: "· Y · Y Y · · · · · · · ·" }],
  },
];

const committee: readonly PageCase[] = [
  { file: "app/committee/page.tsx", rows: [7], stage: "review", opens: signedIn },
  ...(["for-me", "open", "waiting", "decided"] as const).map(
    (tab): PageCase => ({
      file: "app/committee/[list]/page.tsx",
      rows: [7],
      stage: tab === "waiting" ? "asked" : tab === "decided" ? "declined" : "review",
      ...istio,
      search: { for: tab },
      opens: withRole,
      ...(tab === "for-me"
        ? {}
        : { shows: [{ word: nameOf(tab === "waiting" ? "asked" : tab === "decided" ? "declined" : "review"), to: withoutConflict }] }),
    }),
  ),
  // Somebody who recused searches for the organization by its name.
  { file: "app/committee/[list]/page.tsx", rows: [7], stage: "review", ...istio, search: { for: "open", q: "view" }, opens: withRole },
  ...(["review", "asked", "voting", "closed", "held", "declined", "member"] as const).map((stage) =>
    ofReview("", [6, 7], stage, {
      opens: withRole,
      leads: /^\/committee\/istio\/applications\/[0-9-]+\/security-alias$/,
      shows: [{ word: nameOf(stage), to: stage === "member" ? withRole : withoutConflict }].filter(() => stage !== "member"),
    }),
  ),
  ofReview("", [7], "draft", { opens: "· · · · · · · · · · · · ·" }),
  ofReview("[criterion]/", [6, 11], "review", { criterion: "user-base", shows: [{ word: canary("answer", "review"), to: assesses }] }),
  ofReview("[criterion]/", [6, 11], "voting", {
    criterion: "community",
    shows: [{ word: canary("finding", "voting", "ravi"), to: assesses }],
  }),
  ofReview("[criterion]/", [6, 11], "review", { criterion: "community" }),
  ofReview("discussion/", [10, 11], "review", { opens: discussion, shows: [{ word: canary("note", "review"), to: discussion }] }),
  ofReview("questions/", [6, 11], "asked", { shows: [{ word: canary("question", "asked"), to: assesses }] }),
  ofReview("vote/", [15, 16, 18], "review", { opens: discussion }),
  ofReview("email/", [19], "review"),
  ofReview("email/", [19], "declined", { shows: [{ word: canary("reason", "declined"), to: assesses }] }),
  ofReview("vote/", [15, 16, 18], "voting", { opens: discussion }),
  ofReview("vote/", [17], "closed", { opens: discussion, shows: [{ word: canary("vote", "closed", "rosa"), to: discussion }] }),
  ofReview("email/", [19], "closed", { shows: [{ word: canary("letter", "closed"), to: assesses }] }),
  ofReview("email/", [19], "held", { shows: [{ word: canary("letter", "held"), to: assesses }] }),
  ofReview("email/confirm/", [19], "closed", { opens: "· · · · · · · · · Y · · ·" }),
  ofReview("log/", [54], "voting", { opens: withoutConflict }),
  ofReview("log/", [54], "review", { opens: withoutConflict }),
  { file: "app/committee/[list]/settings/page.tsx", rows: [12], stage: "review", ...istio, opens: withRole },
];

/** Before anybody is known, or about nobody: no row of the matrix speaks of it. */
export const pagesWithoutRow: Readonly<Record<string, string>> = {
  "app/sign-in/page.tsx": "before anybody is known",
  "app/sign-in/code/page.tsx": "before anybody is known; shows the address that this very browser typed",
  "app/account/page.tsx": "a person's own name and sessions",
  "app/accessibility/page.tsx": "a text for everybody",
  "app/source/page.tsx": "a text for everybody",
  "app/outbox/page.tsx": "everybody's mailbox on one's own machine; does not exist in production",
  "app/outbox/[id]/page.tsx": "everybody's mailbox on one's own machine; does not exist in production",
};

export const pageCases: readonly PageCase[] = [
  ...open,
  ...applicants,
  ...committee,
  ...peoplePages,
  ...evidencePages,
  ...recheckPages,
  ...aliasPages,
  ...removalPages,
];
