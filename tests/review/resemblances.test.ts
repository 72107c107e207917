import { beforeAll, beforeEach, expect, it } from "vitest";
import { database } from "@/db/client";
import { application, contactAlias, member } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { visitor } from "@/lib/kernel/actor";
import { confusableSkeleton } from "@/lib/kernel/domain";
import { resemblancesOf } from "@/lib/review/queries/resemblances";
import { istio } from "@/lists/istio";
import { testDatabase } from "../setup/database";
import { answers, type Committee, committee, committeeMember, fill, forget, globex, save, someone, start, submit } from "./world";

let who: Committee;
beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  await forget();
  who = await committee();
  await globex();
  await database()
    .update(member)
    .set({ nameSkeleton: nameSkeleton("Globex") });
  await database()
    .update(contactAlias)
    .set({ skeleton: confusableSkeleton("globex.example") });
});

async function applied(email: string, name: string, address: string): Promise<string> {
  const person = await someone(email);
  const reference = await start(person, name);
  await fill(person, reference);
  await save(person, reference, "security-alias", { ...answers["security-alias"], address });
  await submit(person, reference);
  return reference;
}

const seen = async (reference: string, viewer = who.rita) =>
  (await resemblancesOf(viewer, istio, { reference }))?.map(({ details }) => (details === null ? null : [details.name, ...details.in]));

it.each([
  ["a member's alias", "Hooli", "Security@globex.example", ["same alias"]],
  ["another address at a member's domain", "Hooli", "psirt@eu.globex.example", ["same domain"]],
  ["a domain that looks like a member's", "Hooli", "security@gl0bex.example", ["look-alike domain"]],
  ["a member's name", "globex", "security@hooli.example", ["same name"]],
  ["a name that looks like a member's", "Gl\u043ebex Inc.", "security@hooli.example", ["look-alike name"]],
  ["both", "Gl0bex", "psirt@globex.example", ["same domain", "look-alike name"]],
])("%s is shown to reviewers, and nothing of it to the applicant", async (_what, name, address, found) => {
  const reference = await applied("mallory@attacker.example", name, address);
  expect(await seen(reference)).toEqual([["Globex", ...found]]);
  for (const viewer of [visitor, await someone("mallory@attacker.example"), await committeeMember("ann@admin.example", "administrator")])
    expect(await resemblancesOf(viewer, istio, { reference })).toBeNull();
});

it("another application is shown with whether anybody confirmed its alias, and by its reference alone to who has a conflict on it", async () => {
  const first = await applied("ada@first.example", "Hooli", "security@hooli.example");
  const second = await applied("ben@second.example", "HOOLI AG", "security@hooli.example");
  await start(await someone("cleo@third.example"), "Hooli"); // a draft is nobody's but the applicant's
  expect(await resemblancesOf(who.rita, istio, { reference: second })).toEqual([
    {
      is: { kind: "application", reference: first },
      details: { name: "Hooli", in: ["same alias", "look-alike name"], status: "submitted", confirmed: false },
    },
  ]);
  const recused = await committeeMember("rex@first.example", "reviewer");
  expect(await resemblancesOf(recused, istio, { reference: second })).toEqual([
    { is: { kind: "application", reference: first }, details: null },
  ]);
  expect(await resemblancesOf(recused, istio, { reference: first })).toBeNull();
});

it("an application that resembles nothing shows nothing", async () => {
  expect(await seen(await applied("ada@acme.example", "Acme", "security@acme.example"))).toEqual([]);
});

it("what is empty resembles nothing: no alias, no domain, and a name without letters", async () => {
  const reference = await applied("ada@acme.example", "Acme", "security@acme.example");
  await applied("ben@second.example", "Hooli", "security@hooli.example");
  await database().update(application).set({ contactAlias: "", aliasDomain: "", nameSkeleton: "" });
  await database().update(member).set({ nameSkeleton: "" });
  await database().update(contactAlias).set({ skeleton: "" });
  expect(await seen(reference)).toEqual([]);
  await database().update(application).set({ contactAlias: null, aliasDomain: null, nameSkeleton: null });
  expect(await seen(reference)).toEqual([]);
});
