import { nobodysReference } from "./acts";
import type { PageCase } from "./pages";
import { memberIdOf } from "./people-world";
import { type Rung, removalOf, rungId, rungName } from "./removal-world";
import { canary, contactOf, domainOf, nameOf } from "./world";

//                  AN AP OT MP MD XM RV RC XR CH AD AU SY
const withRole = "· · · · · · Y Y · Y Y Y ·";
const known = "· · · · · · Y · · Y Y Y ·";
const whole = "· · · · · · Y · · Y · Y ·";
const assesses = "· · · · · · Y · · Y · · ·";
const chairs = "· · · · · · · · · Y · · ·";
const addresses = "· · · · · · · · · Y · Y ·";
const postRoom = "· · · · · · · · · Y Y Y ·";
const itsPeople = "· · · Y Y · · · · · · · ·";

const nothing = "00000000-0000-4000-8000-000000000000";
const alias = `security@${domainOf("member")}`;
const istio = { params: () => ({ list: "istio" }), stage: "member" } as const;

const ofMember = (path: string, find: () => Promise<string>, more: Partial<PageCase>): PageCase => ({
  file: `app/committee/[list]/members/[memberId]/${path}page.tsx`,
  rows: [23],
  stage: "member",
  params: async () => ({ list: "istio", memberId: await find() }),
  nowhere: (given) => ({ ...given, memberId: nothing }),
  opens: withRole,
  ...more,
});
const itself = () => memberIdOf("member");

const ofRemoval = (path: string, rung: Rung, more: Partial<PageCase>): PageCase => ({
  file: `app/committee/[list]/removals/[reference]/${path}page.tsx`,
  rows: [33, 34],
  stage: "member",
  params: async () => ({ list: "istio", reference: (await removalOf(rung)).reference }),
  nowhere: (given) => ({ ...given, reference: nobodysReference }),
  opens: withRole,
  ...more,
});

export const removalPages: readonly PageCase[] = [
  {
    ...istio,
    file: "app/committee/[list]/members/page.tsx",
    rows: [23, 38],
    opens: withRole,
    shows: [
      { word: nameOf("member"), to: withRole },
      { word: contactOf("member").name, to: whole },
      { word: alias, to: addresses },
    ],
  },
  {
    ...istio,
    file: "app/committee/[list]/members/page.tsx",
    rows: [23],
    search: { show: "removal" },
    opens: withRole,
    shows: [{ word: rungName("proposed"), to: known }],
  },
  ofMember("", itself, {
    shows: [
      { word: alias, to: whole },
      { word: "Alert: ", to: whole },
    ],
  }),
  ofMember("", () => rungId("asked"), { rows: [36], shows: [{ word: "They came back.", to: whole }] }),
  ofMember("", () => rungId("paused"), {
    rows: [25, 35],
    shows: [
      { word: "Other name servers.", to: whole },
      { word: "Change the contact alias", to: chairs },
    ],
  }),
  ofMember("criteria/", itself, { opens: whole }),
  ofMember("emails/", () => rungId("proposed"), {
    rows: [50],
    opens: postRoom,
    shows: [
      { word: "security@rung-proposed.example", to: "· · · · · · · · · Y · Y ·" },
      { word: "Not shown to administrators", to: "· · · · · · · · · · Y · ·" },
    ],
  }),
  ofMember("log/", itself, { rows: [54], opens: known }),
  ofMember("removal/", () => rungId("paused"), { rows: [33], opens: assesses }),
  ofMember("pause/", itself, { rows: [35], opens: chairs }),
  ofMember("reinstate/", () => rungId("appealed"), { rows: [36], opens: chairs }),
  {
    ...istio,
    file: "app/committee/[list]/removals/page.tsx",
    rows: [33, 34],
    opens: withRole,
    shows: [
      { word: rungName("proposed"), to: withRole },
      { word: "Release 1 removal", to: chairs },
    ],
  },
  ofRemoval("", "proposed", { shows: [{ word: canary("reason-of-removal", "member"), to: whole }] }),
  ofRemoval("", "byMachine", {}),
  ofRemoval("", "appealed", { rows: [36], shows: [{ word: canary("appeal", "member"), to: whole }] }),
  ofRemoval("stop/", "proposed", { opens: assesses }),
  ofRemoval("contact/", "proposed", { opens: assesses }),
  {
    ...istio,
    file: "app/committee/[list]/roster/page.tsx",
    rows: [38, 40],
    opens: withRole,
    shows: [{ word: alias, to: addresses }],
  },
  {
    ...istio,
    file: "app/membership/[list]/removal/page.tsx",
    rows: [22],
    opens: itsPeople,
    also: ["contact of former"], // their own, which has none
    shows: [{ word: canary("reason-of-removal", "member"), to: itsPeople }],
  },
];
