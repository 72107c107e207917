import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CommitteeSections } from "@/app/committee/sections";
import type { Person } from "@/lib/kernel/actor";
import { type CommitteeRole, committeeRoles } from "@/lib/kernel/roles";
import { pageCases } from "../visibility/pages";

const withRole = (role: CommitteeRole): Person => ({
  kind: "person",
  personId: "00000000-0000-4000-8000-000000000001",
  email: "somebody@committee.example",
  name: null,
  roles: [{ list: "istio", role }],
  contacts: [],
  conflicts: [],
  signedInAt: new Date("2026-11-16T09:00:00Z"),
});

const links = (role: CommitteeRole, list = "istio") =>
  [...renderToStaticMarkup(<CommitteeSections list={list} at="members" viewer={withRole(role)} />).matchAll(/href="([^"]*)"/g)].map(
    ([, href]) => href,
  );

const all = ["", "/members", "/alias-changes", "/join-requests", "/rechecks", "/removals", "/alerts", "/criteria", "/roster"];

test.each<[CommitteeRole, readonly string[]]>([
  ["reviewer", []],
  ["chair", []],
  ["administrator", ["/join-requests", "/rechecks"]],
  ["auditor", ["/join-requests"]],
])("the rooms of a %s", (role, closed) => {
  expect(links(role)).toEqual(all.filter((path) => !closed.includes(path)).map((path) => `/committee/istio${path}`));
  expect(links(role, "layer5")).toEqual([]);
});

/** The column of a role in the table of who may open a page. */
const columns: Readonly<Record<CommitteeRole, number>> = { reviewer: 6, chair: 9, administrator: 10, auditor: 11 };

test.each(all)("a link to /committee/istio%s is shown to those for whom it opens, and to nobody else", (path) => {
  const asked = pageCases.filter(({ file }) => file === `app/committee/[list]${path}/page.tsx`);
  expect(asked.length).toBeGreaterThan(0);
  for (const { opens } of asked)
    for (const role of committeeRoles)
      expect([role, links(role).includes(`/committee/istio${path}`)]).toEqual([role, opens.split(" ")[columns[role]] === "Y"]);
});
