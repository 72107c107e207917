import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { removal, removalEvidence } from "@/db/schema";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { countsFrom } from "./announced-list";
import {
  beginWithGlobex,
  carriedOut,
  emailsAbout,
  eventsAbout,
  globex,
  notifiedAt,
  of,
  onDay,
  personOf,
  reasons,
  stored,
  who,
} from "./world";

vi.mock("@/lists", async (original) => {
  const lists = await original<typeof import("@/lists")>();
  const { announcedList } = await import("./announced-list");
  return { ...lists, hostedLists: () => [announcedList] };
});

beginWithGlobex();

/** A removal on a criterion that counts and on one that is announced, to which two people agreed. */
async function agreedOnBoth(): Promise<string> {
  const announced = { criterion: "announced", reason: "No users.", whatWouldHelp: "" };
  const { reference } = await proposeRemovalByPerson(await of(who.rita), {
    member: globex.memberId,
    reasons: [...reasons, announced],
    typed: globex.name,
  });
  await notifiedAt(reference, onDay(0));
  await agreeRemoval(await of(who.cora, onDay(1)), { reference });
  return reference;
}

async function isStruck(reference: string, criterion: string): Promise<void> {
  await submitEvidence(await personOf(globex, "gus", onDay(2)), { member: globex.memberId, criterion, evidence: "It is met." });
  const { id } = await stored(reference);
  const [piece] = await database().select({ id: removalEvidence.id }).from(removalEvidence).where(eq(removalEvidence.removalId, id));
  await answerEvidence(await of(who.cora, onDay(3)), { reference, evidence: piece?.id ?? "", outcome: "struck", answer: "It is." });
}

test("withdrawing the reason that counts changes the date to the one of another reason, and the member is told", async () => {
  const reference = await agreedOnBoth();
  const { id, carryOutOn } = await stored(reference);
  expect(carryOutOn < countsFrom).toBe(true);
  const told = async () => (await emailsAbout(id)).filter((line) => line === "removal-proposed to gus@globex.example").length;
  expect(await told()).toBe(1);

  await isStruck(reference, "user-base");
  expect(await stored(reference)).toMatchObject({ status: "agreed", carryOutOn: countsFrom });
  expect(await told()).toBe(2);
  expect(await eventsAbout(id)).toContain("removal.day_moved");
  expect(await carriedOut(reference, onDay(20))).toBe("waits");
  expect(await stored(reference)).toMatchObject({ status: "agreed", carryOutOn: countsFrom });
});

test("striking a reason that counts later leaves the day as it is", async () => {
  const reference = await agreedOnBoth();
  const before = await stored(reference);
  await isStruck(reference, "announced");
  expect(await stored(reference)).toMatchObject({ status: "agreed", carryOutOn: before.carryOutOn });
  expect(await carriedOut(reference, onDay(20))).toBe("carried-out");
});

test("a day that is too early is found when it comes", async () => {
  const reference = await agreedOnBoth();
  await isStruck(reference, "user-base");
  await database().update(removal).set({ carryOutOn: "2026-12-10" }).where(eq(removal.reference, reference));
  expect(await carriedOut(reference, onDay(30))).toBe("waits");
  expect(await stored(reference)).toMatchObject({ status: "agreed", carryOutOn: countsFrom });
});
