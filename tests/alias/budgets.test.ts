import { expect, it } from "vitest";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { admitted, answers, beginWithGlobex, globex, letters, personOf, save, someone, start } from "../member/world";
import { wishOf } from "./change-world";

beginWithGlobex();

const wanted = "psirt@globex.example";

/** Somebody starts an application and names the address as the contact alias. */
async function names(email: string, address = wanted): Promise<void> {
  const person = await someone(email);
  await save(person, await start(person, `Company of ${email}`), "security-alias", { ...answers["security-alias"], address });
}

const asked = async (address = wanted) => (await letters()).filter((line) => line === `alias-check to ${address}`).length;

it("drafts of strangers that name a member's new address use up nothing of the member's own letters", async () => {
  for (let stranger = 0; stranger < 6; stranger += 1) await names(`mallory${stranger}@evil.example`);
  expect(await asked()).toBe(5); // the sixth is held back: nobody's mailbox can be flooded
  await askAliasChange(await personOf(globex), wishOf(globex));
  expect(await asked()).toBe(6);
});

it("drafts of strangers use up nothing of the letters of people who sign in at the alias's own domain", async () => {
  for (let stranger = 0; stranger < 6; stranger += 1) await names(`mallory${stranger}@evil.example`, "security@acme.example");
  await names("ada@acme.example", "security@acme.example");
  expect(await asked("security@acme.example")).toBe(6);
});

it("a member that names another's address uses up nothing of the other's letters", async () => {
  const initech = await admitted("Initech");
  for (const _ of [1, 2, 3, 4, 5]) {
    const { reference } = await askAliasChange(await personOf(initech), wishOf(initech, { address: wanted }));
    await stopAliasChange(await personOf(initech), { reference, reason: "" });
  }
  await askAliasChange(await personOf(globex), wishOf(globex));
  expect(await asked()).toBe(6);
});
