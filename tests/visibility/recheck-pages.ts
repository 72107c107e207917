import { sql } from "drizzle-orm";
import type { PageCase } from "./pages";
import { memberIdOf } from "./people-world";
import { plainMember, plainName } from "./recheck-world";
import { canary, contactOf, one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
//                 AN AP OT MP MD XM RV RC XR CH AD AU SY
const itsPeople = "· · · Y Y · · · · · · · ·";
const evidence = "· · · · · · Y · · Y · Y ·";
const assesses = "· · · · · · Y · · Y · · ·";
const readers = "· · · · · · Y Y · Y · Y ·";
const withRole = "· · · · · · Y Y · Y Y Y ·";
const chairs = "· · · · · · · · · Y · · ·";

const ofMember = (path: string, rows: readonly number[], more: Partial<PageCase> = {}): PageCase => ({
  file: `app/membership/[list]/${path}/page.tsx`,
  rows,
  stage: "member",
  params: () => ({ list: "istio" }),
  opens: itsPeople,
  ...more,
});
const ofCommittee = (path: string, rows: readonly number[], more: Partial<PageCase>): PageCase => ({
  file: `app/committee/[list]/${path}/page.tsx`,
  rows,
  stage: "member",
  params: () => ({ list: "istio" }),
  opens: evidence,
  ...more,
});

export const recheckPages: readonly PageCase[] = [
  ofMember("recheck", [30, 31], { shows: [{ word: canary("evidence", "member"), to: itsPeople }] }),
  ofMember("recheck/[criterion]", [30], {
    params: () => ({ list: "istio", criterion: "user-base" }),
    nowhere: (given) => ({ ...given, criterion: "no-such-criterion" }),
    shows: [{ word: canary("answer", "member"), to: itsPeople }],
  }),
  ofMember("recheck/check", [30], { shows: [{ word: canary("said", "member"), to: itsPeople }] }),
  ofMember("criteria", [29]),
  ofMember("criteria/[criterion]", [29], {
    params: () => ({ list: "istio", criterion: "embargo-policy" }),
    nowhere: (given) => ({ ...given, criterion: "no-such-criterion" }),
  }),
  ofCommittee("rechecks", [31], { search: { show: "due" }, opens: readers, shows: [{ word: contactOf("member").email, to: evidence }] }),
  ofCommittee("rechecks/[reference]", [31], {
    params: async () => ({
      list: "istio",
      reference: await one<string>(sql`select reference as value from recheck where status = 'open'`),
    }),
    nowhere: (given) => ({ ...given, reference: "2099-999" }),
    opens: readers,
    shows: [
      { word: canary("call", "member"), to: evidence },
      { word: canary("answer", "member"), to: assesses },
    ],
  }),
  ofCommittee("rechecks/new", [32], {
    search: { member: plainMember },
    opens: chairs,
    shows: [{ word: plainName, to: chairs }],
  }),
  ofCommittee("criteria", [23], { opens: withRole, shows: [{ word: plainName, to: withRole }] }),
  ofCommittee("criteria/[memberId]", [31], {
    params: async () => ({ list: "istio", memberId: await memberIdOf("member") }),
    nowhere: (given) => ({ ...given, memberId: nothing }),
    opens: assesses,
    shows: [{ word: canary("answer", "member"), to: assesses }],
  }),
];
