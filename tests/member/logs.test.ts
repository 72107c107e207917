import { describe, expect, test } from "vitest";
import { z } from "zod";
import { database } from "@/db/client";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { appendAuditEvents } from "@/lib/audit/chain";
import type { NewAuditEvent } from "@/lib/audit/event";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { command } from "@/lib/kernel/command";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { memberLog } from "@/lib/views/member-log";
import { logOfMember } from "@/lib/views/own-log";
import { istio } from "@/lists/istio";
import { reasons } from "../removal/world";
import {
  accessRecoveriesBegin,
  asWorker,
  beginWithGlobex,
  committeeMember,
  globex,
  later,
  personOf,
  signedIn,
  someone,
  who,
} from "./world";

beginWithGlobex();

const findsSomething = command("findsSomething", z.object({}), async (work) => {
  work.authorize(true);
  await raiseAlert(work, { list: "istio", memberId: globex.memberId, kind: "mail-gone", sentence: "Mail cannot be delivered any more." });
});

/** One of everything that can go on about a member, an hour apart. */
async function everythingHappens(): Promise<void> {
  const member = globex.memberId;
  const cora = (hours: number) => signedIn(who.cora.email, later({ hours }));
  await askAliasChange(await personOf(globex, "gus", later({ hours: 1 })), {
    member,
    mode: "add",
    oldAlias: "",
    address: "psirt@globex.example",
    reason: "A second team reads along",
    reachesTeam: "",
    oldIsDead: "",
  });
  await openRecheck(await cora(2), { memberId: member });
  await proposeRemovalByPerson(await cora(3), { member, reasons, typed: "Globex" });
  await someone("gerd@globex.example", "Gerd");
  const accessRecovery = { list: "istio", organization: "Globex", words: "Gus and Gina have left." };
  await askAccessRecovery(await signedIn("gerd@globex.example", later({ hours: 4 })), accessRecovery);
  await accessRecoveriesBegin(later({ hours: 4 }));
  const rename = { kind: "rename", name: "Globex Mesh", domains: "", product: "", reason: "New brand" };
  await askMemberChange(await personOf(globex, "gus", later({ hours: 5 })), { member, ...rename });
  await pauseDelivery(await cora(6), { member, reason: "Other name servers since Monday" });
  await findsSomething(asWorker(later({ hours: 7 })), {});
}

/** The first words of each event, oldest first. */
const told = (log: { events: readonly { action: string; sentence: string }[] } | null) =>
  log?.events.map(({ action, sentence }) => `${action}: ${sentence}`).reverse();

const gus = async () => (await personOf(globex)).actor;
const own = async (before?: number) => logOfMember(await gus(), globex.memberId, before === undefined ? {} : { before });
const theirs = async (email: string, before?: number) =>
  memberLog((await signedIn(email)).actor, istio, { memberId: globex.memberId, ...(before === undefined ? {} : { before }) });

describe("the log of a member holds whatever went on about it", () => {
  test("for its own people, with the committee's office in place of names, and without its alerts", async () => {
    await everythingHappens();
    expect(told(await own())).toEqual([
      "alias.change_asked: Gus of Globex asked to change the contact alias.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "recheck.opened: The re-check 2026-002 was opened. The answer is due by 16 December 2026.",
      "removal.told: The member was emailed the reasons and the earliest date, 30 November 2026.",
      "access_recovery.asked: Gerd asked to take over the membership.",
      "access_recovery.told: Everybody who acts for the organization was told that somebody had asked to take over.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "member_change.asked: Gus of Globex asked for a change of name: rename.",
      "delivery.paused: The committee decided to pause delivery. It takes effect when the address is removed from the mailing list. A second person has to confirm it.",
    ]);
  });

  test("for reviewers, with every name", async () => {
    await everythingHappens();
    expect(told(await theirs(who.rita.email))).toEqual([
      "alias.change_asked: Gus of Globex asked to change the contact alias.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "recheck.opened: The re-check 2026-002 was opened. The answer is due by 16 December 2026.",
      "removal.proposed: cora@committee.example proposed to remove the member: the committee's own finding.",
      "removal.told: The member was emailed the reasons and the earliest date, 30 November 2026.",
      "access_recovery.asked: Gerd asked to take over the membership.",
      "access_recovery.told: Everybody who acts for the organization was told that somebody had asked to take over.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "member_change.asked: Gus of Globex asked for a change of name: rename.",
      "delivery.paused: cora@committee.example decided to pause delivery. It takes effect when the address is removed from the mailing list. A second person has to confirm it.",
      "alert.raised: An alert was raised: mail gone.",
    ]);
  });

  test("for administrators, how far things are", async () => {
    await committeeMember("ann@committee.example", "administrator");
    await everythingHappens();
    expect(told(await theirs("ann@committee.example"))).toEqual([
      "alias.change_asked: Gus of Globex asked to change the contact alias.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "recheck.opened: The re-check 2026-002 was opened. The answer is due by 16 December 2026.",
      "removal.proposed: cora@committee.example proposed to remove the member: the committee's own finding.",
      "removal.told: The member was emailed the reasons and the earliest date, 30 November 2026.",
      "alias.asked: An email asked the contact alias whether it is monitored.",
      "delivery.paused: cora@committee.example decided to pause delivery. It takes effect when the address is removed from the mailing list. A second person has to confirm it.",
    ]);
  });

  test("for nobody who recused, or has no role", async () => {
    await everythingHappens();
    await committeeMember("rev@globex.example", "reviewer");
    expect(await theirs("rev@globex.example")).toBeNull();
    expect(await theirs("gus@globex.example")).toBeNull();
  });
});

test("a page of the log is full of visible events, and the next continues where it ended", async () => {
  const about = { subjectKind: "member", subjectId: globex.memberId, list: "istio", actorKind: "system", actorId: "worker" } as const;
  const event = (action: NewAuditEvent["action"], hours: number) => ({
    ...about,
    action,
    at: later({ hours }),
    actorRole: null,
    requestId: null,
    data: { name: "delivery", result: "yes", pause: "–" },
  });
  await database().transaction(async (tx) => {
    for (let hours = 0; hours < 150; hours += 1)
      await appendAuditEvents(tx, [
        event("delivery.pause_expired", hours),
        event("evidence.checked", hours),
        event("evidence.checked", hours),
      ]);
    await appendAuditEvents(tx, [{ ...event("delivery.resumed", 0), list: "layer5" }]);
  });

  const first = await own();
  expect(first?.events).toHaveLength(100);
  expect(new Set(first?.events.map(({ action }) => action))).toEqual(new Set(["delivery.pause_expired"]));
  const second = await own(first?.next ?? 0);
  expect(second?.events).toHaveLength(50);
  expect(second?.next).toBeNull();
  expect(second?.events[0]?.at).toEqual(later({ hours: 49 }));

  const pages = [];
  for (let before: number | undefined, page = await theirs(who.rita.email); page !== null; ) {
    pages.push(page.events.length);
    if (page.next === null) break;
    before = page.next;
    page = await theirs(who.rita.email, before);
  }
  expect(pages).toEqual([100, 100, 100, 100, 50]);
});
