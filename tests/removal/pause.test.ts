import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import type { EmailData } from "@/lib/email/data";
import { dayOf } from "@/lib/kernel/calendar";
import { violatedConstraint } from "@/lib/kernel/command";
import { actions } from "@/lib/member/open-task";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { endPause } from "@/lib/removal/commands/end-pause";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { resumeDelivery } from "@/lib/removal/commands/resume-delivery";
import { factsNow } from "./kept-status";
import {
  type Admitted,
  admitted,
  asWorker,
  beginWithGlobex,
  committeeMember,
  emailsAbout,
  eventsAbout,
  globex,
  monday,
  of,
  onDay,
  personOf,
  recuses,
  who,
} from "./world";

beginWithGlobex();

const reason = "The domain has had other name servers since Monday.";
const pauseOf = async ({ memberId }: Admitted) => {
  const { rows } = await database().execute<{ id: string; confirmed: boolean; ended: boolean }>(
    sql`select id, confirmed_at is not null as confirmed, ended_at is not null as ended from delivery_pause where member_id = ${memberId} order by paused_at desc limit 1`,
  );
  if (!rows[0]) throw new Error("Nothing is paused");
  return rows[0];
};
const pause = async (now = monday) => {
  await pauseDelivery(await of(who.cora, now), { member: globex.memberId, reason });
  return (await pauseOf(globex)).id;
};
const later = (hours: number) => new Date(monday.getTime() + hours * 3_600_000);

describe("pausing delivery", () => {
  test("once it ended, the member's status and email say that its address is not back on the mailing list", async () => {
    const id = await pause();
    await database().execute(
      sql`insert into delivery_entry (list, member_id, address, added_at, removed_at)
        values ('istio', ${globex.memberId}, ${globex.alias}, ${onDay(-9).toISOString()}::timestamptz, ${later(1).toISOString()}::timestamptz)`,
    );
    const offList = async () =>
      (await factsNow(globex.memberId, dayOf(monday))).status.openTasks.some(({ action }) => action === actions.putOnList);
    expect(await offList()).toBe(false);
    await resumeDelivery(await of(who.cora, later(2)), { pause: id });
    expect(await offList()).toBe(true);
    const { rows } = await database().execute<{ data: EmailData["delivery-resumed"] }>(
      sql`select data from email where kind = 'delivery-resumed' limit 1`,
    );
    expect(rows[0]?.data.nextAction).not.toBeUndefined();
    await database().execute(
      sql`insert into delivery_entry (list, member_id, address, added_at) values ('istio', ${globex.memberId}, ${globex.alias}, ${later(3).toISOString()}::timestamptz)`,
    );
    expect(await offList()).toBe(false);
  });

  test("applies at once; the people are told, the alias is not; somebody is asked to confirm", async () => {
    const id = await pause();
    expect(await emailsAbout(globex.memberId)).toEqual([
      "delivery-paused to gina@globex.example",
      "delivery-paused to gus@globex.example",
      "pause-to-confirm to raj@harbour.example",
      "pause-to-confirm to rita@mesh.example",
      "pause-to-confirm to rosa@gmail.com",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["delivery.paused"]);
    expect(await pause()).toBe(id); // a second press
    expect(await emailsAbout(globex.memberId)).toHaveLength(5);
  });

  test("nothing is written to who works under the domain above that of a contact alias: they are recused", async () => {
    const _uma = await committeeMember("uma@umbrella.example", "reviewer");
    const umbrella = await admitted("Umbrella", { alias: "security@psirt.umbrella.example" });
    await pauseDelivery(await of(who.cora), { member: umbrella.memberId, reason });
    expect((await emailsAbout(umbrella.memberId)).filter((email) => email.startsWith("pause-to-confirm"))).toEqual([
      "pause-to-confirm to raj@harbour.example",
      "pause-to-confirm to rita@mesh.example",
      "pause-to-confirm to rosa@gmail.com",
    ]);
  });

  test("a reviewer, the member, an old sign-in and an empty reason are refused", async () => {
    const input = { member: globex.memberId, reason };
    await expect(pauseDelivery(await of(who.rita), input)).rejects.toThrow("This page does not exist");
    await expect(pauseDelivery(await personOf(globex), input)).rejects.toThrow("This page does not exist");
    const fresh = await of(who.cora);
    await expect(pauseDelivery({ ...fresh, actor: { ...fresh.actor, signedInAt: onDay(-1) } }, input)).rejects.toThrow("Sign in again");
    await expect(pauseDelivery(fresh, { ...input, reason: "" })).rejects.toThrow("Enter why delivery should be paused.");
  });
});

describe("confirming", () => {
  test("a second, different person confirms within a day; then it lasts", async () => {
    const id = await pause();
    await expect(confirmPause(await of(who.cora), { pause: id })).rejects.toThrow(
      "You requested this pause yourself. A second person has to confirm it.",
    );
    await expect(confirmPause(await personOf(globex), { pause: id })).rejects.toThrow("This page does not exist");
    await confirmPause(await of(who.rita, later(23)), { pause: id });
    await confirmPause(await of(who.rita, later(23)), { pause: id });
    await expect(confirmPause(await of(who.raj, later(23)), { pause: id })).rejects.toThrow("Somebody has already confirmed this pause.");
    await endPause(asWorker(later(24)), { pauseId: id });
    expect(await pauseOf(globex)).toMatchObject({ confirmed: true, ended: false });
  });

  test("does not count if the first person is no longer eligible: the pause ends, and can be decided again", async () => {
    const carl = await committeeMember("carl@dock.example", "chair");
    await pauseDelivery(await of(carl), { member: globex.memberId, reason });
    const { id } = await pauseOf(globex);
    await recuses(carl, globex);
    await expect(confirmPause(await of(who.rita, later(1)), { pause: id })).rejects.toThrow(
      "The person who asked for this may no longer make this decision.",
    );
    await resumeDelivery(await of(who.cora, later(1)), { pause: id });
    await confirmPause(await of(who.rita, later(2)), { pause: await pause(later(1)) });
    expect(await pauseOf(globex)).toMatchObject({ confirmed: true, ended: false });
  });

  test("the database refuses one person twice", async () => {
    const id = await pause();
    const error = await database()
      .execute(sql`update delivery_pause set confirmed_by = paused_by, confirmed_at = now() where id = ${id}`)
      .catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe("nobody_confirms_their_own_pause");
  });

  test("without confirmation it ends automatically after a day, and everybody is told once", async () => {
    const id = await pause();
    await endPause(asWorker(later(23)), { pauseId: id });
    expect(await pauseOf(globex)).toMatchObject({ ended: false });
    await expect(endPause(await of(who.cora, later(24)), { pauseId: id })).rejects.toThrow("This page does not exist");
    await endPause(asWorker(later(24)), { pauseId: id });
    await endPause(asWorker(later(25)), { pauseId: id });
    expect(await pauseOf(globex)).toMatchObject({ confirmed: false, ended: true });
    expect((await emailsAbout(globex.memberId)).filter((each) => /^(pause-expired|delivery-resumed)/.test(each))).toEqual([
      "delivery-resumed to gina@globex.example",
      "delivery-resumed to gus@globex.example",
      "pause-expired to cora@committee.example",
      "pause-expired to raj@harbour.example",
      "pause-expired to rita@mesh.example",
      "pause-expired to rosa@gmail.com",
    ]);
    await expect(confirmPause(await of(who.rita, later(25)), { pause: id })).rejects.toThrow("This pause has ended. Pause delivery again.");
  });
});

describe("resuming", () => {
  test("a chair ends it and the people are told; a reviewer does not; it can be paused again", async () => {
    const id = await pause();
    await confirmPause(await of(who.rita), { pause: id });
    await expect(resumeDelivery(await of(who.rita), { pause: id })).rejects.toThrow("This page does not exist");
    await resumeDelivery(await of(who.cora), { pause: id });
    await resumeDelivery(await of(who.cora), { pause: id });
    expect(await eventsAbout(globex.memberId)).toEqual(["delivery.paused", "delivery.pause_confirmed", "delivery.resumed"]);
    expect(await pause(later(30))).not.toBe(id);
  });
});
