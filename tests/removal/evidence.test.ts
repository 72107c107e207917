import { beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { removalEvidence, removalReason } from "@/db/schema";
import { looksLikeVulnerabilityDetails } from "@/lib/kernel/vulnerability-details";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { ownRemoval } from "@/lib/removal/queries/own";
import { removalForCommittee } from "@/lib/removal/queries/removal";
import { istio } from "@/lists/istio";
import {
  admitted,
  agreed,
  beginWithGlobex,
  carriedOut,
  emailsAbout,
  eventsAbout,
  globex,
  of,
  onDay,
  personOf,
  proposed,
  reasons,
  stored,
  who,
} from "./world";

beginWithGlobex();

const submits = async (evidence = "Two public users are named on our site.", now = onDay(0), more = {}) =>
  submitEvidence(await personOf(globex, "gus", now), { member: globex.memberId, criterion: "user-base", evidence, ...more });
const pieces = () => database().select().from(removalEvidence).orderBy(removalEvidence.submittedAt);
const answers = async (reference: string, outcome: "stands" | "struck", { by = who.rita, now = onDay(1) } = {}) => {
  const unread = (await pieces()).find(({ answeredAt }) => answeredAt === null);
  return answerEvidence(await of(by, now), { reference, evidence: unread?.id ?? "", outcome, answer: "We read it." });
};

describe("evidence against a reason", () => {
  let reference = "";
  beforeEach(async () => {
    reference = await proposed(globex, who.rita);
  });

  test("is stored, reported to the committee, shown to both sides, and prevents every approval until it is answered", async () => {
    await submits();
    const { id } = await stored(reference);
    expect((await emailsAbout(id)).filter((line) => line.startsWith("removal-evidence "))).toEqual([
      "removal-evidence to cora@committee.example",
      "removal-evidence to raj@harbour.example",
      "removal-evidence to rita@mesh.example",
      "removal-evidence to rosa@gmail.com",
    ]);
    expect((await eventsAbout(id)).at(-1)).toBe("removal.evidence_submitted");
    await expect(agreeRemoval(await of(who.cora, onDay(1)), { reference })).rejects.toThrow(
      /^Nobody can agree yet\. The member sent evidence on “.*” on .*\. Read it first\.$/,
    );
    const chair = await of(who.cora, onDay(1));
    expect(await removalForCommittee(chair.actor, istio, { reference, today: "2026-11-17" })).toMatchObject({
      evidence: [{ content: "Two public users are named on our site.", by: "Gus of Globex", outcome: null }],
      received: { unread: [{ kind: "evidence", of: "user-base" }] },
      may: { agree: false, answerEvidence: true },
    });

    await answers(reference, "stands");
    expect((await emailsAbout(id)).filter((line) => line.startsWith("removal-evidence-answered"))).toHaveLength(3);
    const { actor } = await personOf(globex);
    expect(await ownRemoval(actor, istio, globex.memberId)).toMatchObject({
      evidence: [{ outcome: "stands", answer: "We read it." }],
      received: { unread: [] },
    });
    expect(await agreeRemoval(chair, { reference })).toBe("agreed");
  });

  test("that convinces strikes the reason, and the removal is stopped with the last one", async () => {
    await submits();
    await answers(reference, "struck");
    expect(await stored(reference)).toMatchObject({ status: "stopped", stoppedBy: who.rita.personId });
    expect(await database().select().from(removalReason)).toMatchObject([{ struckBy: who.rita.personId, struckBecause: "We read it." }]);
    expect(
      (await emailsAbout((await stored(reference)).id)).filter((line) => line === "removal-stopped to gus@globex.example"),
    ).toHaveLength(1);
  });

  test("is answered once; the same press again is nothing, another answer is refused", async () => {
    await submits();
    await answers(reference, "stands");
    const [piece] = await pieces();
    const again = { reference, evidence: piece?.id ?? "", answer: "We read it." };
    await answerEvidence(await of(who.rita, onDay(1)), { ...again, outcome: "stands" });
    await expect(answerEvidence(await of(who.cora, onDay(1)), { ...again, outcome: "stands" })).rejects.toMatchObject({ kind: "conflict" });
    await expect(answerEvidence(await of(who.rita, onDay(1)), { ...again, outcome: "struck" })).rejects.toMatchObject({ kind: "conflict" });
  });

  test("is bounded: the same text once, three unread, ten in all", async () => {
    await submits("One.");
    await submits("One.");
    await submits("Two.");
    await submits("Three.");
    expect(await pieces()).toHaveLength(3);
    await expect(submits("Four.")).rejects.toThrow("The committee has 3 pieces of your evidence to read.");
    for (let number = 4; number <= 10; number += 1) {
      await answers(reference, "stands", { now: onDay(number) });
      await submits(`Number ${number}.`, onDay(number));
    }
    for (let left = 0; left < 3; left += 1) await answers(reference, "stands", { now: onDay(11) });
    await expect(submits("Eleven.", onDay(11))).rejects.toThrow("which is the limit for one removal");
    await expect(submits("x".repeat(2001), onDay(11))).rejects.toMatchObject({ kind: "input" });
  });

  test.each(["CVE-2026-12345 shows it", "see https://git.example/x/commit/0a1b2c3", "  at parse (/srv/app.js:10:3)"])(
    "with details of a vulnerability is refused and not stored: %s",
    async (text) => {
      await expect(submits(text)).rejects.toMatchObject({ problems: [{ field: "evidence" }] });
      expect(await pieces()).toEqual([]);
    },
  );

  test("on something that is no reason is refused; so is that of another organization", async () => {
    await expect(submits("It is met.", onDay(0), { criterion: "community" })).rejects.toMatchObject({ problems: [{ field: "criterion" }] });
    const other = await admitted("Initech", { people: [["ian", "primary"]] });
    const ian = await personOf(other, "ian");
    const asked = { criterion: "user-base", evidence: "Ours." };
    await expect(submitEvidence(ian, { member: globex.memberId, ...asked })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(submitEvidence(ian, { member: other.memberId, ...asked })).rejects.toThrow("No removal of your organization is open.");
  });
});

test("evidence on an agreed removal keeps it from its day, and a chair can strike the reason", async () => {
  const reference = await agreed(globex, who);
  await submits("Two users.", onDay(3));
  expect(await carriedOut(reference, onDay(20))).toBe("waits");
  await expect(answers(reference, "struck", { now: onDay(21) })).rejects.toMatchObject({ kind: "not-allowed" });
  await answers(reference, "struck", { by: who.cora, now: onDay(21) });
  expect(await stored(reference)).toMatchObject({ status: "stopped" });
});

test("findings with the same words stay apart: evidence on one strikes that one", async () => {
  const same = (criterion: string) => ({ criterion, reason: "Nobody answered.", whatWouldHelp: "" });
  const { reference } = await proposeRemovalByPerson(await of(who.rita), {
    member: globex.memberId,
    reasons: [same("community"), same("security-alias"), ...reasons],
    typed: globex.name,
  });
  await submits("We did answer.", onDay(0), { criterion: "community" });
  await answers(reference, "struck");
  expect(await stored(reference)).toMatchObject({ status: "proposed" });
  const left = (await database().select().from(removalReason)).filter(({ struckAt }) => struckAt === null);
  expect(left.map(({ criterion }) => criterion).sort()).toEqual(["security-alias", "user-base"]);
});

test("the reasons of one silence are one: evidence on it strikes them together", async () => {
  const reference = await proposed(globex, who.rita);
  const { id } = await stored(reference);
  const silence = { removalId: id, basis: "silence" as const, reason: "Nobody answered.", whatWouldHelp: "" };
  await database()
    .insert(removalReason)
    .values(["community", "security-alias"].map((criterion) => ({ ...silence, criterion })));
  await submits("We did answer.", onDay(0), { criterion: "community" });
  await answers(reference, "struck");
  expect(await stored(reference)).toMatchObject({ status: "proposed" });
  const left = (await database().select().from(removalReason)).filter(({ struckAt }) => struckAt === null);
  expect(left.map(({ criterion }) => criterion)).toEqual(["user-base"]);
});

test.each([
  ["Two users: Acme and Initech. See https://globex.example/customers", false],
  ["Our fix for the outage is described on the status page", false],
  ["GHSA-abcd-1234-efgh", true],
  ["0123456789abcdef0123456789abcdef01234567", true],
  ["fix.patch", true],
])("%s looks like details of a vulnerability: %s", (text, is) => expect(looksLikeVulnerabilityDetails(text)).toBe(is));
