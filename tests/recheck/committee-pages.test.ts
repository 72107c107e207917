import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { session } from "@/db/schema";
import { sha256 } from "@/lib/kernel/token";
import { personByEmail } from "@/lib/views/actors";
import { committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import { inBrowserOf } from "../visibility/browser";
import type { Player } from "../visibility/cast";
import { drawPage } from "../visibility/drawing";
import { type Admitted, admitted, forget, opened, recheckOf } from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

let globex: Admitted;
let cora: Player;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  await committeeMember("cora@committee.example", "chair");
  cora = await browserOf("cora@committee.example");
});

async function browserOf(email: string): Promise<Player> {
  const found = await personByEmail(email);
  if (!found) throw new Error(`${email} is nobody here`);
  const token = randomUUID();
  const expires = new Date(Date.now() + 86_400_000);
  await database()
    .insert(session)
    .values({ sessionToken: sha256(token), userId: found.personId, expires, signedInAt: new Date() });
  return { name: email, relationsTo: () => [], session: { fresh: token, stale: token }, actor: async () => found };
}

const draw = (page: string, params: Record<string, string>, search: Record<string, string> = {}) =>
  inBrowserOf(cora, "fresh", () => drawPage(`app/committee/[list]/${page}/page.tsx`, { params: { list: "istio", ...params }, search }));

it("what if: an invalid day is reported, and stays typed", async () => {
  const { status, body } = await draw("criteria", {}, { on: "31 December" });
  expect(status).toBe(200);
  expect(body).toContain('"title":"Error: Criteria – Committee – Istio early disclosure"');
  expect(body.match(/Enter a date, for example 2027-02-14/g)).toHaveLength(2);
  expect(body).toContain("defaultValue=31 December ");
});

it("what if: without a day it is today, and nothing is wrong", async () => {
  const { body } = await draw("criteria", {}, { on: "" });
  expect(body).toContain('"title":"Criteria – Committee – Istio early disclosure"');
  expect(body).not.toContain("Enter a day");
});

it("a re-check: whom to call comes before the answers while it waits for the member", async () => {
  await opened("2026-11-16");
  const { reference } = await recheckOf(globex);
  const { body } = await draw("rechecks/[reference]", { reference });
  const positions = ["Who to call", "Contact the member, or give it more time", "1. Contact alias", "Emails"].map((words) =>
    body.indexOf(words),
  );
  expect(positions).toEqual(positions.toSorted((one, other) => one - other));
  expect(positions[0]).toBeGreaterThan(0);
});

it("a re-check: an answer that is saved and not sent is not shown to the committee", async () => {
  await opened("2026-11-16");
  const { id, reference } = await recheckOf(globex);
  await database().execute(`insert into recheck_answer (recheck_id, criterion, says, draft, words, said_at)
    values ('${id}', 'user-base', 'no-longer-true', '{}', 'We closed the shop.', now())`);
  const draft = await draw("rechecks/[reference]", { reference });
  expect(draft.body).toContain("Not sent yet");
  expect(draft.body).not.toContain("No longer true");
  expect(draft.body).not.toContain("We closed the shop.");
  const standing = await draw("members/[memberId]", { memberId: globex.memberId });
  expect(standing.body).toContain(reference);
  expect(standing.body).not.toContain("Next re-check");
  await database().execute(`update recheck set status = 'answered', answered_at = now() where id = '${id}'`);
  const sent = await draw("rechecks/[reference]", { reference });
  expect(sent.body).toContain("We closed the shop.");
  expect(sent.body).not.toContain("Not sent yet");
});

it("a re-check: nobody has to be reached once it is cancelled, and whom to call is below", async () => {
  await opened("2026-11-16");
  const { id, reference } = await recheckOf(globex);
  await database().execute(`update recheck set status = 'called-off', ended_on = '2026-11-20' where id = '${id}'`);
  const { body } = await draw("rechecks/[reference]", { reference });
  expect(body).not.toContain("Contact the member, or give it more time");
  expect(body.indexOf("Who to call")).toBeGreaterThan(body.indexOf("Automatic checks"));
});

it.each([
  ["join-requests", "No request is waiting for you."],
  ["access-recoveries", "No access recovery is waiting for you."],
  ["member-changes", "No change is waiting for you."],
  ["removals", "No removal is waiting for you."],
])("%s: an empty room says first that nothing is to be done", async (room, words) => {
  const { body } = await draw(room, {});
  expect(body.slice(body.indexOf("No action needed."))).toMatch(new RegExp(`^No action needed\\.[^A-Z]*${words.replace(".", "\\.")}`));
});
