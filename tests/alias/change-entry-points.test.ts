import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/client";
import { aliasChange, keptForm, session } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { sha256 } from "@/lib/kernel/token";
import { personByEmail } from "@/lib/views/actors";
import { testDatabase } from "../setup/database";
import { inBrowserOf, sendTo } from "../visibility/browser";
import type { Player } from "../visibility/cast";
import { drawPage } from "../visibility/drawing";
import { type Admitted, admitted, aliasesOf, changeOf, committee, committeeMember, emails, forget, someone, tokenTo } from "./change-world";

vi.mock("next/headers", () => import("../visibility/browser"));

let db: Database;
let globex: Admitted;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  await committee();
});

const nobody: Player = { name: "a visitor", relationsTo: () => [], session: null, actor: async () => visitor };

/** Of the one change: it begins with the year in which these tests are run. */
async function reference(): Promise<string> {
  const rows = await db.select({ reference: aliasChange.reference }).from(aliasChange);
  expect(rows).toEqual([{ reference: expect.stringMatching(/^\d{4}-001$/) }]);
  return rows[0]?.reference ?? "";
}

/** Somebody in a browser, signed in just now. */
async function browserOf(email: string): Promise<Player> {
  const found = await personByEmail(email);
  if (!found) throw new Error(`${email} is nobody here`);
  const token = randomUUID();
  await db
    .insert(session)
    .values({ sessionToken: sha256(token), userId: found.personId, expires: new Date(Date.now() + 86_400_000), signedInAt: new Date() });
  return { name: email, relationsTo: () => [], session: { fresh: token, stale: token }, actor: async () => found };
}

const pages = "/membership/[list]/alias";
const post = (player: Player, address: string, fields: Record<string, string>, params: Record<string, string> = { list: "istio" }) =>
  inBrowserOf(player, "fresh", () => sendTo(address, { params, fields }));
/** The page that an address leads to, as far as it is one of ours. */
const draw = (player: Player, address: string, location = "", params: Record<string, string> = { list: "istio" }) =>
  inBrowserOf(player, "fresh", () =>
    drawPage(`app${address}/page.tsx`, { params, search: Object.fromEntries(new URLSearchParams(location.split("?")[1] ?? "")) }),
  );

const fields = (wish: Record<string, string> = {}) => ({
  member: globex.memberId,
  mode: "replace",
  address: "psirt@globex.example",
  reason: "The old queue closes",
  ...wish,
});

describe("the four pages of a change, by forms alone", () => {
  it("ask, show what happens, and ask once more before anything does", async () => {
    const gus = await browserOf("gus@globex.example");
    expect((await draw(gus, pages)).body).toContain("Change the contact alias");
    expect((await draw(gus, `${pages}/new`)).body).toContain("New address");

    const response = await post(gus, `${pages}/new/continue`, fields());
    expect(response).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/membership\/istio\/alias\/check\?member=[0-9a-f-]{36}&kept=[0-9a-f-]{36}$/),
    });
    const check = await draw(gus, `${pages}/check`, response.location);
    for (const words of [
      "security@globex.example",
      "psirt@globex.example",
      "The old queue closes",
      "Ask for the change",
      "There is always at least one monitored address",
    ])
      expect(check.body).toContain(words);
    expect(check.body).not.toContain("There is a problem");
    expect(await emails()).toEqual([]);

    const asked = await post(gus, `${pages}/ask`, { ...fields(), oldAlias: "", reachesTeam: "", oldIsDead: "" });
    expect(asked).toMatchObject({ status: 303, location: `/membership/istio/alias?member=${globex.memberId}&done=asked` });
    const waiting = await draw(gus, pages, asked.location);
    for (const words of [
      "The change is requested",
      "A change is in progress",
      "New address answered",
      "Stop the change",
      "Send a new email",
    ])
      expect(waiting.body).toContain(words);
    expect((await draw(gus, `${pages}/new`)).location).toBe("/membership/istio/alias");
  });

  it("keep what was typed after a refusal, and show the error at the field", async () => {
    const gus = await browserOf("gus@globex.example");
    const refused = await post(gus, `${pages}/new/continue`, fields({ address: "globex@gmail.com" }));
    expect(refused.location).toMatch(/^\/membership\/istio\/alias\/new\?member=[0-9a-f-]{36}&kept=/);
    const again = await draw(gus, `${pages}/new`, refused.location);
    for (const words of [
      "Error: ",
      "There is a problem",
      "globex@gmail.com",
      "must be on a domain your organization owns",
      "The old queue closes",
    ])
      expect(again.body).toContain(words);
  });

  it("say that two people have to approve before the request is made", async () => {
    const gus = await browserOf("gus@globex.example");
    const response = await post(gus, `${pages}/new/continue`, fields({ address: "psirt@elsewhere.example", oldIsDead: "yes" }));
    const { body } = await draw(gus, `${pages}/check`, response.location);
    expect(body).toContain("The new address is not at a known domain of the organization.");
    expect(body).toContain("The request says that nobody monitors the current address.");
  });

  it.each([
    ["a deputy", "gina@globex.example"],
    ["a stranger", "eve@evil.example"],
    ["whoever signs in with the alias", "security@globex.example"],
  ])("judge no wish of %s, and keep nothing", async (_who, email) => {
    await someone(email);
    const sent = await post(await browserOf(email), `${pages}/new/continue`, fields());
    expect(sent).toMatchObject({ status: 404 });
    expect(await db.select({ id: keptForm.id }).from(keptForm)).toEqual([]);
  });

  it("lead a visitor to sign in, with the text kept", async () => {
    const sent = await post(nobody, `${pages}/new/continue`, fields());
    expect(sent.location).toMatch(/^\/sign-in\?next=/);
  });
});

describe("the page behind a stop link", () => {
  it("shows, stops by its button alone, and shows then that it is stopped", async () => {
    const gus = await browserOf("gus@globex.example");
    await post(gus, `${pages}/ask`, fields());
    const params = { token: await tokenTo("security@globex.example", "alias-change-asked") };
    const page = "/confirm/alias-change/[token]";
    for (let turn = 0; turn < 2; turn += 1) expect((await draw(nobody, page, "", params)).body).toContain("Stop this change");
    expect((await changeOf(await reference())).status).toBe("asked");
    expect(await post(nobody, `${page}/stop`, { now: "yes" }, params)).toMatchObject({
      status: 303,
      location: `/confirm/alias-change/${params.token}`,
    });
    expect((await draw(nobody, page, "", params)).body).toContain("This change is stopped");
    expect(await aliasesOf(globex)).toEqual(["security@globex.example"]);
    expect((await draw(gus, pages)).body).toContain("Somebody who reads the current address stopped it.");
  });
});

describe("the committee's pages", () => {
  const rooms = "/committee/[list]/alias-changes";

  it("let a chair ask in the organization's place, and a second person agree", async () => {
    const [cora, rita] = [await browserOf("cora@committee.example"), await browserOf("rita@mesh.example")];
    const search = `?member=${globex.memberId}`;
    expect((await draw(rita, `${rooms}/new`, search)).status).toBe(404);
    expect((await draw(cora, `${rooms}/new`, search)).body).toContain("Globex");
    const asked = await post(cora, `${rooms}/new/ask`, fields());
    const params = { list: "istio", reference: await reference() };
    expect(asked.location).toBe(`/committee/istio/alias-changes/${params.reference}?done=asked`);
    expect((await draw(cora, `${rooms}/[reference]`, asked.location, params)).body).not.toContain("Agree to the new address");
    expect((await draw(rita, rooms)).body).toContain("Waiting for you");
    const hers = (await draw(rita, `${rooms}/[reference]`, "", params)).body;
    for (const words of ["Action needed.", "Agree to the new address, or object."]) expect(hers).toContain(words);
    expect(await post(rita, `${rooms}/[reference]/agree`, { "reason.agree": "" }, params)).toMatchObject({
      location: `/committee/istio/alias-changes/${params.reference}?done=agreed`,
    });
    expect((await changeOf(await reference())).agreedAt).toBeInstanceOf(Date);
    expect((await draw(rita, `${rooms}/[reference]`, "", params)).body).toContain("Somebody at the new address has to answer first.");
  });

  it("ask for a conversation before anybody can agree to a dead mailbox", async () => {
    const gus = await browserOf("gus@globex.example");
    await post(gus, `${pages}/ask`, fields({ oldIsDead: "yes" }));
    const rita = await browserOf("rita@mesh.example");
    const params = { list: "istio", reference: await reference() };
    const before = (await draw(rita, `${rooms}/[reference]`, "", params)).body;
    expect(before).toContain("Speak with a representative, then agree or object.");
    expect(before).not.toContain("Agree to the new address");
    const gina = await personByEmail("gina@globex.example");
    await post(rita, `${rooms}/[reference]/call`, { person: gina?.personId ?? "", how: "By their switchboard" }, params);
    expect((await draw(rita, `${rooms}/[reference]`, "", params)).body).toContain("Agree to the new address");
  });

  it("show recused people the name and no address", async () => {
    const gus = await browserOf("gus@globex.example");
    await post(gus, `${pages}/ask`, fields());
    await committeeMember("rob@globex.example", "reviewer");
    const rob = await browserOf("rob@globex.example");
    for (const { body } of [
      await draw(rob, rooms),
      await draw(rob, `${rooms}/[reference]`, "", { list: "istio", reference: await reference() }),
    ]) {
      expect(body).toContain("You have a conflict of interest");
      expect(body).not.toMatch(/(security|psirt)@globex\.example/);
    }
  });
});
