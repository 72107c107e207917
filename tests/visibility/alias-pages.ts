import { nobodysReference, nobodysToken } from "./acts";
import { factsOfChange, wantedAddress } from "./alias-making";
import type { PageCase } from "./pages";
import { domainOf, lastToken } from "./world";

//                 AN AP OT MP MD XM RV RC XR CH AD AU SY
const itsPeople = "· · · Y Y · · · · · · · ·";
/** Whoever left sees the page of the membership that was their own, and of no other. */
const former = ["contact of former"];
const withRole = "· · · · · · Y Y · Y Y Y ·";
const itsAssesses = "· · · · · · Y · · Y · Y ·";
const byLink = "T T T T T T T T T T T T ·";
const anybody = "Y Y Y Y Y Y Y Y Y Y Y Y ·";

const istio = { stage: "member", params: () => ({ list: "istio" }) } as const;
const inUse = `security@${domainOf("member")}`;

/** The pages of contact aliases: of the member, behind links, of the committee. */
export const aliasPages: readonly PageCase[] = [
  {
    ...istio,
    file: "app/membership/[list]/alias/page.tsx",
    rows: [22, 25, 27],
    opens: itsPeople,
    also: former,
    shows: [
      { word: inUse, to: itsPeople },
      { word: wantedAddress, to: itsPeople },
    ],
  },
  {
    ...istio,
    file: "app/membership/[list]/alias/new/page.tsx",
    rows: [25],
    opens: itsPeople,
    also: former,
    leads: /^\/membership\/istio\/alias$/,
  },
  {
    ...istio,
    file: "app/membership/[list]/alias/check/page.tsx",
    rows: [25],
    opens: itsPeople,
    also: former,
    leads: /^\/membership\/istio\/alias\/new$/,
  },
  {
    file: "app/confirm/alias-change/[token]/page.tsx",
    rows: [27],
    stage: "member",
    params: async () => ({ token: await lastToken("alias-change-asked", inUse) }),
    nowhere: () => ({ token: nobodysToken }),
    opens: byLink,
    expectedFor: "member",
    shows: [{ word: wantedAddress, to: anybody }],
  },
  {
    file: "app/confirm/alias/[token]/page.tsx",
    rows: [26],
    stage: "member",
    params: async () => ({ token: await lastToken("alias-check", wantedAddress) }),
    nowhere: () => ({ token: nobodysToken }),
    opens: byLink,
    expectedFor: "member",
    shows: [{ word: wantedAddress, to: anybody }],
  },
  {
    ...istio,
    file: "app/committee/[list]/alias-changes/page.tsx",
    rows: [23, 27],
    opens: withRole,
    shows: [{ word: wantedAddress, to: itsAssesses }],
  },
  {
    file: "app/committee/[list]/alias-changes/[reference]/page.tsx",
    rows: [23, 27, 28],
    stage: "member",
    params: async () => ({ list: "istio", reference: (await factsOfChange()).change ?? "" }),
    nowhere: (given) => ({ ...given, reference: nobodysReference }),
    opens: withRole,
    shows: [{ word: wantedAddress, to: itsAssesses }],
  },
  // For no member in particular there is nothing to ask; memberToAskFor says for whom it opens.
  { ...istio, file: "app/committee/[list]/alias-changes/new/page.tsx", rows: [25], opens: "· · · · · · · · · · · · ·" },
];
