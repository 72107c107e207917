import type { PageCase } from "./pages";
import { newcomer, newName } from "./people-world";
import { canary, colleagueOf, lastToken, personIdOf } from "./world";

//                   AN AP OT MP MD XM RV RC XR CH AD AU SY
const itsPeople = "· · · Y Y · · · · · · · ·";
const primary = "· · · Y · · · · · · · · ·";
const signedIn = "· Y Y Y Y Y Y Y Y Y Y Y ·";
const byLink = "T T T T T T T T T T T T ·";
const reviewing = "· · · · · · Y Y · Y · · ·";
const assesses = "· · · · · · Y · · Y · · ·";

const istio = { params: () => ({ list: "istio" }) };

const ofMember = (path: string, rows: readonly number[], more: Partial<PageCase> = {}): PageCase => ({
  file: `app/membership/[list]/${path}/page.tsx`,
  rows,
  stage: "member",
  ...istio,
  opens: itsPeople,
  ...more,
});
const ofCommittee = (path: string, secret: string): PageCase => ({
  file: `app/committee/[list]/${path}/page.tsx`,
  rows: [24],
  stage: "member",
  ...istio,
  opens: reviewing,
  shows: [{ word: canary(secret, "member"), to: assesses }],
});

export const peoplePages: readonly PageCase[] = [
  ofMember("people", [22, 24], {
    shows: [
      { word: colleagueOf("member").email, to: itsPeople },
      { word: canary("join", "member"), to: primary },
    ],
  }),
  ofMember("people/[person]", [24], {
    params: async () => ({ list: "istio", person: await personIdOf(colleagueOf("member")) }),
    nowhere: (given) => ({ ...given, person: "00000000-0000-4000-8000-000000000000" }),
    opens: primary,
    shows: [{ word: colleagueOf("member").email, to: primary }],
  }),
  ofMember("emails", [22, 50]),
  ofMember("log", [22, 54]),
  ofMember("name", [22], { shows: [{ word: newName, to: itsPeople }] }),
  ofMember("leave", [37]),
  ofMember("join", [24], { opens: signedIn }),
  ofMember("access-recovery", [24], {
    opens: signedIn,
    shows: [{ word: canary("access-recovery", "member"), to: itsPeople }],
  }),
  {
    file: "app/confirm/representative/[token]/page.tsx",
    rows: [24],
    stage: "member",
    params: async () => ({ token: await lastToken("representative-invitation", newcomer.email) }),
    nowhere: () => ({ token: "x".repeat(43) }),
    opens: byLink,
    expectedFor: "member",
    also: ["newcomer"],
  },
  ofCommittee("join-requests", "join"),
  ofCommittee("access-recoveries", "access-recovery"),
  ofCommittee("member-changes", "change"),
];
