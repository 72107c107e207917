import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { onServer } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { istio } from "@/lists/istio";
import { pageHtml } from "../setup/pages";
import { filesNamed } from "../visibility/browser";
import { migrateTo } from "./earlier";

vi.mock("next/headers", () => import("../visibility/browser"));

/** Every page of the databases that earlier versions wrote, about everything in them, as each person in them reads it after the upgrade. */

const { admin } = inject("server");
const name = "pages_of_earlier_versions";
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;

async function column(text: string): Promise<readonly string[]> {
  const { rows } = await onServer(url, (client) => client.query({ text, rowMode: "array" }));
  return rows.map(([value]) => String(value));
}

/** What can stand at each place of an address, by the name of the place; a reference by the folder it is in. */
const values: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  list: async () => ["istio"],
  criterion: async () => istio.criteria.map(({ key }) => key),
  memberId: () => column("select id from member"),
  member: () => column("select id from member"),
  person: () => column("select id from person"),
  alert: () => column("select id from alert"),
  id: () => column("select id from email limit 3"),
  applications: () => column("select reference from application"),
  "alias-changes": () => column("select reference from alias_change"),
  rechecks: () => column("select reference from recheck"),
  removals: () => column("select reference from removal"),
};

async function addressesOf(file: string): Promise<readonly Record<string, string>[]> {
  let found: readonly Record<string, string>[] = [{}];
  const folders = file.split("/");
  for (const [at, folder] of folders.entries()) {
    const place = folder.match(/^\[(.*)\]$/)?.[1];
    if (place === undefined) continue;
    const all = await values[place === "reference" ? (folders[at - 1] ?? "") : place]?.();
    if (all === undefined) throw new Error(`${file}: what stands at ${folder} is not known here`);
    found = found.flatMap((given) => all.map((value) => ({ ...given, [place]: value })));
  }
  return found;
}

/** Pages that only lead on, or that are about a draft, a choice just made or a check under way, of which the dump has none. */
const opensForNobody: ReadonlySet<string> = new Set([
  "app/[list]/apply/not-eligible/page.tsx",
  "app/[list]/apply/start/page.tsx",
  "app/committee/[list]/applications/[reference]/email/confirm/page.tsx",
  "app/committee/[list]/applications/[reference]/page.tsx",
  "app/membership/[list]/alias/check/page.tsx",
]);
/** `empty`: pages about what that version did not have yet, or its dump has none of. */
const versions: readonly { readonly version: string; readonly migration: string; readonly now: Date; readonly empty: readonly string[] }[] =
  [
    {
      version: "0.1",
      migration: "0001",
      now: new Date("2026-05-04T12:00:00Z"),
      empty: [
        "app/committee/[list]/alerts/[alert]/page.tsx",
        "app/committee/[list]/alias-changes/[reference]/page.tsx",
        "app/committee/[list]/members/[memberId]/reinstate/page.tsx",
        "app/committee/[list]/rechecks/[reference]/page.tsx",
        "app/committee/[list]/removals/[reference]/contact/page.tsx",
        "app/committee/[list]/removals/[reference]/page.tsx",
        "app/committee/[list]/removals/[reference]/stop/page.tsx",
        "app/membership/[list]/recheck/[criterion]/page.tsx",
        "app/membership/[list]/recheck/check/page.tsx",
      ],
    },
    {
      version: "0.2",
      migration: "0006",
      now: new Date("2026-11-17T12:00:00Z"),
      empty: ["app/applications/[reference]/mail/page.tsx"],
    },
  ];

/** Not those that open by a link of an email: its token is stored as a hash only. */
const pages = filesNamed("app", /^page\.tsx$/).filter((file) => !file.includes("[token]"));

describe.each(versions)("after the upgrade from version $version", ({ version, migration, now, empty }) => {
  beforeAll(async () => {
    await onServer(admin, (client) => client.query(`create database ${name}`));
    await migrateTo(url, migration);
    await onServer(url, (client) => client.query(readFileSync(new URL(`./version-${version}.sql`, import.meta.url), "utf8")));
    await migrate(url);
    await openDatabase(url);
  });
  afterAll(async () => {
    await closeDatabase();
    await onServer(admin, (client) => client.query(`drop database ${name} with (force)`));
  });

  test.each(pages)("%s opens", async (file) => {
    const people = [null, ...(await column("select email from person order by email"))];
    const opened: string[] = [];
    const members = file.endsWith("/new/page.tsx") ? await column("select id from member") : [undefined];
    const addresses = (await addressesOf(file)).flatMap((params) =>
      members.map((member) => ({ params, ...(member === undefined ? {} : { search: { member } }) })),
    );
    for (const asked of addresses)
      for (const email of people) {
        const html = await pageHtml(email, file, { ...asked, at: now }).catch((error: Error) => {
          if (/ answers (307|404) /.test(error.message)) return null;
          throw new Error(`${email} at ${JSON.stringify(asked)}: ${error.message}`, { cause: error });
        });
        if (html === null) continue;
        opened.push(`${email} ${JSON.stringify(asked)}`);
        const words = html.replace(/<[^>]*>/g, " ");
        expect(words, opened.at(-1)).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
      }
    if (opensForNobody.has(file) || empty.includes(file)) expect(opened).toEqual([]);
    else expect(opened).not.toEqual([]);
  });
});
