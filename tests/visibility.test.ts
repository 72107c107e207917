import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import { committeeRole, emailMessage, person } from "@/db/schema";
import { application } from "@/lib/cli/application";
import type { Output } from "@/lib/cli/verb";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { Refusal } from "@/lib/kernel/refusal";
import { istio } from "@/lists/istio";
import { testDatabase } from "./setup/database";
import { type Act, nobodysReference } from "./visibility/acts";
import { faultsOfCommand, faultsOfEntryPoint, faultsOfPage, faultsOfRead, givenFor, marksFor } from "./visibility/ask";
import { stateOfTheWorld } from "./visibility/asking";
import { addresses, filesNamed, inBrowserOf, sendTo } from "./visibility/browser";
import { leaksIn } from "./visibility/canaries";
import { type Cast, castOf, markOf, of, playersFor } from "./visibility/cast";
import { makeWorld } from "./visibility/making";
import { type Mark, marksOf, matrix, type Relation, rowOf } from "./visibility/matrix";
import { pageCases } from "./visibility/pages";
import { reads } from "./visibility/reads";
import { acts, exportedCommands, exportedQueries, known, rowsReached, verbsOfTheCommandLine } from "./visibility/surfaces";
import { canary, contactOf, domainOf, employeeOf, nameOf, people, type World } from "./visibility/world";

vi.mock("next/headers", () => import("./visibility/browser"));

let world: World;
let cast: Cast;
let sum: string;
const count = { cells: 0, refused: 0 };

beforeAll(async () => {
  await testDatabase();
  world = await makeWorld(new Date());
  cast = await castOf();
  sum = await stateOfTheWorld();
}, 120_000);

describe("the matrix", () => {
  it("is whole: 59 actions for 13 relations, 580 of the cells refusals", () => {
    expect(matrix.map(({ row }) => row)).toEqual(Array.from({ length: 59 }, (_, index) => index + 1));
    expect(matrix.flatMap(({ marks }) => Object.values(marks)).filter((mark) => mark === "·")).toHaveLength(580);
  });

  it("has a surface for each action that exists, and no surface for one that does not", () => {
    expect(rowsReached()).toEqual(matrix.filter(({ exists }) => exists).map(({ row }) => row));
  });

  it("answers for every page", () => {
    expect(filesNamed("app", /^page\.tsx$/)).toEqual(known.pages());
  });

  it("answers for every address that is not a page", async () => {
    expect((await addresses()).map(({ address }) => address)).toEqual(known.addresses());
  });

  it("answers for every command", async () => {
    expect(await exportedCommands()).toEqual(known.commands());
  });

  it("answers for every query", async () => {
    expect(await exportedQueries()).toEqual(known.queries());
  });

  it("answers for every verb of the command line", async () => {
    expect(await verbsOfTheCommandLine()).toEqual(known.verbs());
  });
});

/** Every player that an act is asked for, with the mark of the matrix. */
async function cellsOf(act: Act) {
  const given = await givenFor(act, world);
  const marks = marksFor(act);
  const asked = [...playersFor(cast, act.stage).map(({ player }) => player), ...(act.also ?? []).map((name) => of(cast, name))];
  return asked.map((player) => ({ act, player, mark: markOf(player, act.stage, marks), given }));
}

function counted({ mark }: { mark: Mark }): void {
  count.cells += 1;
  if (mark === "·") count.refused += 1;
}

describe("a command, called directly (HC-AUD-007: each leaves one main trace)", () => {
  it.each(acts.map((act) => [act.command.commandName, act] as const))("%s asks who may", async (_name, act) => {
    const faults: string[] = [];
    for (const cell of await cellsOf(act)) {
      counted(cell);
      faults.push(...(await faultsOfCommand(cell)));
    }
    expect(faults).toEqual([]);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("the address of a form", () => {
  it.each(acts.flatMap((act) => act.entryPoints.map((entryPoint) => [entryPoint.address, act, entryPoint] as const)))(
    "%s asks who may",
    async (_address, act, entryPoint) => {
      const faults: string[] = [];
      for (const cell of await cellsOf(act)) {
        if (cell.player.name === "worker") continue; // has no browser
        counted(cell);
        faults.push(...(await faultsOfEntryPoint(cell, entryPoint)));
      }
      expect(faults).toEqual([]);
      expect(await stateOfTheWorld()).toBe(sum);
    },
  );
});

describe("a page", () => {
  it.each(pageCases.map((page) => [page.file, page.stage, page] as const))(
    "HC-PRV-001: %s about %s shows each what they may see",
    async (_file, _stage, page) => {
      const given = (await page.params?.(world)) ?? {};
      const faults: string[] = [];
      const also = (page.also ?? []).map((name) => ({ relation: "OT" as const, player: of(cast, name) }));
      for (const { relation, player } of [...playersFor(cast, page.stage), ...also]) {
        if (relation === "SY") continue; // has no browser
        counted({ mark: markOf(player, page.stage, marksOf(page.opens)) });
        faults.push(...(await faultsOfPage(page, relation, player, given)));
      }
      expect(faults).toEqual([]);
    },
  );
});

describe("a query, asked directly", () => {
  it.each(reads.map((read) => [read.name, read.stage, read] as const))(
    "HC-PRV-001: %s about %s gives each what they may see",
    async (_name, stage, read) => {
      const faults: string[] = [];
      for (const { relation, player } of playersFor(cast, stage)) {
        counted({ mark: markOf(player, stage, marksOf(read.to)) });
        faults.push(...(await faultsOfRead(read, relation, player, world)));
      }
      expect(faults).toEqual([]);
    },
  );
});

describe("an export (HC-PRV-001)", () => {
  const address = "/applications/[reference]/export.json";

  it.each(["draft", "review", "held", "declined", "member"] as const)(
    "of the application of %s is its applicant's alone",
    async (stage) => {
      const { reference } = world.stages[stage];
      const faults: string[] = [];
      for (const { relation, player } of playersFor(cast, stage)) {
        if (relation === "SY") continue;
        const mark = markOf(player, stage, marksOf("· Y · · · · · · · · · · ·"));
        counted({ mark });
        const sent = await inBrowserOf(player, "fresh", () => sendTo(address, { method: "GET", params: { reference } }));
        const nothing = await inBrowserOf(player, "fresh", () =>
          sendTo(address, { method: "GET", params: { reference: nobodysReference } }),
        );
        const asItShould =
          mark === "Y"
            ? sent.status === 200 && sent.body.includes(canary("answer", stage))
            : sent.status === 404 && sent.body === nothing.body;
        if (!asItShould) faults.push(`${player.name}: ${sent.status}`);
        faults.push(...leaksIn(sent.body, player).map((what) => `${player.name} is sent ${what}`));
      }
      expect(faults).toEqual([]);
    },
  );

  it.each(["member", "former"] as const)("of the membership of %s is its own people's alone", async (stage) => {
    const faults: string[] = [];
    for (const { relation, player } of playersFor(cast, stage)) {
      if (relation === "SY") continue;
      const mark = markOf(player, stage, marksOf("· · · Y Y Y · · · · · · ·"));
      counted({ mark });
      const sent = await inBrowserOf(player, "fresh", () =>
        sendTo("/membership/[list]/export.json", { method: "GET", params: { list: "istio" } }),
      );
      const own = sent.status === 200 && sent.body.includes(`"organization":"${nameOf(stage)}"`);
      if (own !== (mark === "Y")) faults.push(`${player.name}: ${sent.status}`);
      faults.push(...leaksIn(sent.body, player).map((what) => `${player.name} is sent ${what}`));
    }
    expect(faults).toEqual([]);
  });

  it("of the day of a re-check for a calendar is for those who may answer it", async () => {
    const address = "/membership/[list]/recheck/calendar.ics";
    const faults: string[] = [];
    for (const { relation, player } of playersFor(cast, "member")) {
      if (relation === "SY") continue;
      const mark = markOf(player, "member", marksOf("· · · Y Y · · · · · · · ·"));
      counted({ mark });
      const ask = (list: string) => inBrowserOf(player, "fresh", () => sendTo(address, { method: "GET", params: { list } }));
      const [sent, nothing] = [await ask("istio"), await ask("nowhere")];
      const own = sent.status === 200 && sent.body.includes("BEGIN:VEVENT") && sent.body.includes(nameOf("member"));
      if (own !== (mark === "Y") || (!own && sent.body !== nothing.body) || nothing.status !== 404)
        faults.push(`${player.name}: ${sent.status}`);
      faults.push(...leaksIn(sent.body, player).map((what) => `${player.name} is sent ${what}`));
    }
    expect(faults).toEqual([]);
  });

  it.each(["review", "closed", "member", "former"] as const)("of one's own account (%s) is of oneself alone", async (stage) => {
    const faults: string[] = [];
    for (const { relation, player } of playersFor(cast, stage)) {
      if (relation === "SY") continue;
      // Others, and those who recused, have an account of their own, and nothing of this organization's people or review in it.
      const mark = markOf(player, stage, rowOf(57).marks);
      counted({ mark });
      const sent = await inBrowserOf(player, "fresh", () => sendTo("/account/export.json", { method: "GET" }));
      const actor = await player.actor("fresh");
      const own = actor.kind === "person" && sent.status === 200 && sent.body.includes(`"email":"${actor.email}"`);
      if (own !== (relation !== "AN")) faults.push(`${player.name}: ${sent.status}`);
      if (mark === "·" && sent.body.includes(nameOf(stage))) faults.push(`${player.name} is told of ${stage}`);
      if (/token|secret|[0-9a-f]{64}/i.test(sent.body)) faults.push(`${player.name} is sent what opens a session`);
      faults.push(...leaksIn(sent.body, player).map((what) => `${player.name} is sent ${what}`));
    }
    expect(faults).toEqual([]);
  });

  it.each(["/committee/[list]/members.csv", "/committee/[list]/members.json"])(
    "%s is for roles, has what each may see, and never an address of a contact alias",
    async (members) => {
      const faults: string[] = [];
      for (const { relation, player } of playersFor(cast, "member")) {
        if (relation === "SY") continue;
        const mark = markOf(player, "member", marksOf("· · · · · · Y Y · Y Y Y ·"));
        counted({ mark });
        const ask = (list: string) => inBrowserOf(player, "fresh", () => sendTo(members, { method: "GET", params: { list } }));
        const [sent, nothing] = [await ask("istio"), await ask("nowhere")];
        const asItShould = mark === "Y" ? sent.status === 200 && sent.body.includes(nameOf("member")) : sent.body === nothing.body;
        if (!asItShould || nothing.status !== 404) faults.push(`${player.name}: ${sent.status} ${nothing.status}`);
        if (sent.body.includes(`security@${domainOf("member")}`)) faults.push(`${player.name} is sent an address`);
        const people = markOf(player, "member", marksOf("· · · · · · Y · · Y · Y ·")) === "Y";
        if (sent.body.includes(contactOf("member").name) !== people) faults.push(`${player.name}: representative`);
        faults.push(...leaksIn(sent.body, player).map((what) => `${player.name} is sent ${what}`));
      }
      expect(faults).toEqual([]);
    },
  );

  it.each(["/[list]/roster.json", "/[list]/roster.md", "/.well-known/security.txt"])(
    "%s is the same for everybody, and names members alone (HC-AUZ-021)",
    async (public_) => {
      const bodies = new Set<string>();
      for (const player of Object.values(cast)) {
        counted({ mark: "Y" });
        const sent = await inBrowserOf(player, "fresh", () => sendTo(public_, { method: "GET", params: { list: "istio" } }));
        expect(sent.status).toBe(200);
        expect(leaksIn(sent.body, of(cast, "visitor"))).toEqual([]);
        bodies.add(sent.body);
      }
      expect(bodies.size).toBe(1);
      if (public_.includes("roster")) expect([...bodies][0]).toContain(nameOf("member"));
    },
  );
});

describe("the command line", () => {
  const emails: readonly (readonly [string, string])[] = [
    ["contact of review", contactOf("review").email],
    ["contact of other", contactOf("other").email],
    ["contact of member", contactOf("member").email],
    ["contact of former", contactOf("former").email],
    ["employee of review", employeeOf("review").email],
    ...(["ravi", "dora", "otto", "carol", "ann", "aude"] as const).map((name) => [name, people[name].email] as const),
  ];

  it.each(emails)("shows %s what the pages show", async (name, email) => {
    const player = of(cast, name);
    const output = async (run: () => Promise<Output>) => {
      try {
        return JSON.stringify(await run());
      } catch (error) {
        if (error instanceof Refusal) return error.message;
        throw error;
      }
    };
    const verb = (verbName: string, words: readonly string[], options: Record<string, string>) =>
      output(async () => application[verbName]?.run({ words, options: { as: email, ...options } }) ?? Promise.reject(new Error("no verb")));
    const shown = await verb("show", [world.stages.review.reference], {});
    const nothing = await verb("show", [nobodysReference], {});
    counted({ mark: markOf(player, "review", rowOf(6).marks) });
    if (name === "contact of review") expect(shown).toContain(canary("answer", "review"));
    else expect(shown).toBe(nothing);
    for (const tab of ["for-me", "open", "waiting", "decided"]) {
      counted({ mark: markOf(player, "review", rowOf(7).marks) });
      const queue = await verb("queue", [], { list: "istio", tab });
      expect(leaksIn(queue, player)).toEqual([]);
      const role = player.relationsTo("review").some((relation) => ["RV", "RC", "CH", "AD", "AU"].includes(relation));
      if (!role) expect(queue).toBe(nothing);
      if (tab === "open" && ["RV", "CH", "AD", "AU"].some((relation) => player.relationsTo("review").includes(relation as Relation)))
        expect(queue).toContain(nameOf("review"));
    }
  });
});

describe("contact aliases", () => {
  const hidden: string[] = [];
  beforeAll(() => hidden.push(...(of(cast, "ann").hidden ?? [])));

  it("are looked for in all that an administrator is sent, on every surface above", () => {
    expect(hidden.length).toBeGreaterThan(20);
    expect(hidden).toContain(`security@${domainOf("member")}`);
  });

  // Emails to the committee go to the administrators where nobody else is left.
  it("stand in no email to the committee, administrators among them", async () => {
    const emails = await database()
      .selectDistinct({ id: emailMessage.id, kind: emailMessage.kind, data: emailMessage.data })
      .from(emailMessage)
      .innerJoin(person, eq(person.email, emailMessage.recipient))
      .innerJoin(committeeRole, eq(committeeRole.personId, person.id));
    expect(new Set(emails.map(({ kind }) => kind)).size).toBeGreaterThan(8);
    const told: string[] = [];
    for (const { kind, data } of emails) {
      const { subject, text, html } = await renderEmail(
        { kind: kind as EmailKind, data: data as EmailData[EmailKind] },
        istio,
        "http://localhost:3000",
      );
      told.push(...hidden.filter((address) => `${subject} ${text} ${html}`.includes(address)).map((address) => `${kind}: ${address}`));
    }
    expect(told).toEqual([]);
  });
});

describe("the trail", () => {
  it.each(["update audit_event set actor_id = null", "delete from audit_event", "truncate audit_event"])(
    "refuses %s to everybody, the owner of the tables too",
    async (statement) => {
      counted({ mark: "·" });
      await expect(database().execute(sql.raw(statement))).rejects.toThrow();
      expect(await stateOfTheWorld()).toBe(sum);
    },
  );
});

afterAll(() => {
  const surfaces =
    known.pages().length + known.addresses().length + known.commands().length + known.queries().length + known.verbs().length;
  process.stdout.write(
    `visibility: ${count.cells} cells asked, ${count.refused} of them refusals, on ${surfaces} surfaces, for ${matrix.filter(({ exists }) => exists).length} of ${matrix.length} rows\n`,
  );
});
