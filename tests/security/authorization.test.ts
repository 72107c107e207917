import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { emailMessage, session, vote, voteRound } from "@/db/schema";
import { answerQuestion } from "@/lib/application/commands/answer-question";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { grantRole } from "@/lib/identity/commands/grant-role";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { operator, worker } from "@/lib/kernel/actor";
import { closeVote } from "@/lib/review/commands/close-vote";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { voteForReview } from "@/lib/review/queries/vote";
import { istio } from "@/lists/istio";

import { givenFor } from "../visibility/ask";
import { andUndo, stateOfTheWorld } from "../visibility/asking";
import { fromOurPages, inBrowserOf, sendTo } from "../visibility/browser";
import { leaksIn } from "../visibility/canaries";
import { of } from "../visibility/cast";
import { drawPage } from "../visibility/drawing";
import { acts } from "../visibility/surfaces";
import { colleagueOf, contactOf, domainOf, nameOf, people } from "../visibility/world";
import { securityWorld } from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

const { world, cast } = securityWorld();
const application = "/applications/[reference]";
const review = "/committee/[list]/applications/[reference]";

const refusal = { kind: "not-allowed", message: "This page does not exist, or you do not have access to it." };

describe("an applicant and another applicant's application", () => {
  it("HC-AUZ-001: posts of an edit, a withdrawal and an answer are refused, and nothing changes", async () => {
    const sum = await stateOfTheWorld();
    const { reference } = world().stages.asked;
    const stranger = of(cast(), "contact of other");
    const posts = [
      [`${application}/[criterion]/save`, { reference, criterion: "community" }, { version: "1", text: "mine now", finished: "no" }],
      [
        `${application}/[criterion]/save`,
        { reference, criterion: "community" },
        // biome-ignore lint/suspicious/noThenProperty: the name of the button, as the form sends it
        { version: "1", text: "mine now", then: "answer" },
      ],
      [`${application}/withdraw/confirm`, { reference }, { now: "yes" }],
    ] as const;
    for (const [address, params, fields] of posts) {
      const sent = await inBrowserOf(stranger, "fresh", () => sendTo(address, { params, fields }));
      expect(sent).toMatchObject({ status: 404, location: "" });
    }
    expect(await stateOfTheWorld()).toBe(sum);
  });

  it("HC-AUZ-002: what the applicant's own browser sent is refused when another replays it, inside the command", async () => {
    const sum = await stateOfTheWorld();
    const { reference } = world().stages.asked;
    const actor = await of(cast(), "contact of other").actor("fresh");
    await expect(
      saveAnswer({ actor }, { reference, criterion: "community", version: 1, draft: {}, finished: false }),
    ).rejects.toMatchObject(refusal);
    await expect(answerQuestion({ actor }, { reference, criterion: "community", version: 1, draft: {} })).rejects.toMatchObject(refusal);
    await expect(withdrawApplication({ actor }, { reference })).rejects.toMatchObject(refusal);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("nobody signed in", () => {
  it.each(["", "check/", "sent/", "mail/", "invite/", "withdraw/"])(
    "HC-AUZ-003: %s of an application is a way to sign in, that holds nothing",
    async (path) => {
      const sent = await inBrowserOf(of(cast(), "visitor"), "fresh", () =>
        drawPage(`app${application}/${path}page.tsx`, { params: { reference: world().stages.review.reference }, search: { _rsc: "1" } }),
      );
      expect(sent.location).toMatch(/^\/sign-in\?next=/);
      expect(sent.body).toBe("");
    },
  );
});

describe("a member's contact and another member", () => {
  it("HC-AUZ-004: the membership page shows the contact's own organization alone", async () => {
    const player = of(cast(), "contact of member");
    const sent = await inBrowserOf(player, "fresh", () =>
      drawPage("app/membership/[list]/page.tsx", { params: { list: "istio" }, search: {} }),
    );
    expect(sent.body).toContain(nameOf("member"));
    expect(leaksIn(sent.body, player)).toEqual([]);
    const former = await inBrowserOf(player, "fresh", () =>
      drawPage(`app${application}/page.tsx`, { params: { reference: world().stages.former.reference }, search: {} }),
    );
    expect(former.status).toBe(404);
  });

  it("HC-AUZ-005: another organization's id in the body starts nothing, and nobody is emailed", async () => {
    const emails = await database().$count(emailMessage);
    const sum = await stateOfTheWorld();
    const player = of(cast(), "contact of former");
    const fields = { redistributes: "yes", secrecy: "yes", organizationId: world().stages.member.organizationId };
    const sent = await inBrowserOf(player, "fresh", () => sendTo("/[list]/apply/begin", { params: { list: "istio" }, fields }));
    expect(sent.location).not.toMatch(/^\/(applications|membership)/);
    expect(await database().$count(emailMessage)).toBe(emails);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("a conflict of interest", () => {
  it("HC-AUZ-006: an employee sees that the application exists, and cannot vote", async () => {
    const player = of(cast(), "employee of voting");
    const { reference } = world().stages.voting;
    const params = { list: "istio", reference };
    const head = await inBrowserOf(player, "fresh", () => drawPage(`app${review}/page.tsx`, { params, search: {} }));
    expect(head.body).toContain(reference);
    expect(leaksIn(head.body, player)).toEqual([]);
    for (const tab of ["vote", "discussion", "email", "questions", "log"]) {
      expect((await inBrowserOf(player, "fresh", () => drawPage(`app${review}/${tab}/page.tsx`, { params, search: {} }))).status).toBe(404);
    }
    const [round] = await database()
      .select({ id: voteRound.id })
      .from(voteRound)
      .where(eq(voteRound.applicationId, world().stages.voting.applicationId));
    const sent = await inBrowserOf(player, "fresh", () =>
      sendTo(`${review}/vote/cast`, { params, fields: { version: round?.id ?? "", choice: "accept", reason: "" } }),
    );
    expect(sent.status).toBe(404);
  });

  it("HC-AUZ-007: a vote cast before recusal does not count, and is shown as such", async () => {
    const { reference, applicationId } = world().stages.voting;
    const [round] = await database().select().from(voteRound).where(eq(voteRound.applicationId, applicationId));
    const rosa = await signedInAs("rosa");
    await declareConflict({ actor: rosa }, { reference });
    await closeVote({ actor: worker, now: round?.closesAt ?? new Date() }, { roundId: round?.id ?? "" });
    const [excluded] = await database()
      .select()
      .from(vote)
      .where(and(eq(vote.roundId, round?.id ?? ""), eq(vote.personId, rosa.personId)));
    expect(excluded?.excludedBecause).toBe("conflict");
    const [closed] = await database()
      .select()
      .from(voteRound)
      .where(eq(voteRound.id, round?.id ?? ""));
    expect(closed?.outcome).toBe("referred"); // one vote that counts is no quorum of three
    const shown = JSON.stringify(
      await voteForReview(await of(cast(), "carol").actor("fresh"), istio, { reference, today: new Date().toISOString().slice(0, 10) }),
    );
    expect(shown).toContain("conflict");
  });
});

async function signedInAs(name: keyof typeof people) {
  const { signedIn } = await import("@/scripts/demo/people");
  return signedIn(people[name], new Date());
}

describe("roles", () => {
  it("HC-AUZ-009: a reviewer who posts the decision that belongs to the chair is refused", async () => {
    const sum = await stateOfTheWorld();
    const { reference } = world().stages.closed;
    const ravi = of(cast(), "ravi");
    await expect(makeDecision({ actor: await ravi.actor("fresh") }, { reference, version: 1 })).rejects.toMatchObject(refusal);
    const sent = await inBrowserOf(ravi, "fresh", () =>
      sendTo(`${review}/email/decide`, { params: { list: "istio", reference }, fields: { version: "1" } }),
    );
    expect(sent.status).toBe(404);
    expect(await stateOfTheWorld()).toBe(sum);
  });

  it("HC-AUZ-010: administering the portal gives no vote and shows none", async () => {
    const ann = of(cast(), "ann");
    const params = { list: "istio", reference: world().stages.closed.reference };
    for (const tab of ["vote", "discussion", "email"])
      expect((await inBrowserOf(ann, "fresh", () => drawPage(`app${review}/${tab}/page.tsx`, { params, search: {} }))).status).toBe(404);
    const log = await inBrowserOf(ann, "fresh", () => drawPage(`app${review}/log/page.tsx`, { params, search: {} }));
    expect(log.status).toBe(200);
    expect(log.body).not.toMatch(/voted|not count/);
  });

  it("HC-AUZ-011: an administrator cannot make themself chair; on the command line every chair is told", async () => {
    const ann = await of(cast(), "ann").actor("fresh");
    await expect(grantRole({ actor: ann }, { email: people.ann.email, list: "istio", role: "chair" })).rejects.toMatchObject(refusal);
    const before = await database().$count(emailMessage, eq(emailMessage.kind, "role-granted"));
    await grantRole({ actor: operator }, { email: "eve@meshproject.example", list: "istio", role: "chair" });
    const told = await database()
      .select({ to: emailMessage.recipient })
      .from(emailMessage)
      .where(eq(emailMessage.kind, "role-granted"))
      .orderBy(sql`${emailMessage.createdAt} desc`);
    expect(
      told
        .slice(0, told.length - before)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(["ann@meshproject.example", "carol@meshproject.example", "cora@meshproject.example", "eve@meshproject.example"]);
  });

  it("HC-AUZ-012: an auditor changes nothing, by any form's address", async () => {
    const sum = await stateOfTheWorld();
    const aude = of(cast(), "aude");
    const own = ["setShortcuts", "startApplication", "answerAliasCheck", "disownAlias", "resendAliasCheck", "stopAliasChangeByLink"]; // one's own, or the link's
    for (const act of acts.filter(({ command, entryPoints }) => entryPoints.length > 0 && !own.includes(command.commandName))) {
      const given = await givenFor(act, world());
      for (const entryPoint of act.entryPoints) {
        const { result, traces } = await inBrowserOf(aude, "fresh", () =>
          andUndo(() => sendTo(entryPoint.address, { params: entryPoint.params(given), fields: entryPoint.fields(given) })),
        );
        expect([entryPoint.address, result.status, traces]).toEqual([entryPoint.address, 404, []]);
      }
    }
    expect(await stateOfTheWorld()).toBe(sum);
  });

  it("HC-AUZ-008: a reviewer who was removed a second ago votes in vain, and is signed out", async () => {
    const { reference, applicationId } = world().stages.voting;
    const ravi = of(cast(), "ravi");
    const actor = await ravi.actor("fresh"); // as the still open page knows them
    await revokeRole({ actor: operator }, { email: people.ravi.email, list: "istio", role: "reviewer" });
    const sum = await stateOfTheWorld();
    const [round] = await database().select().from(voteRound).where(eq(voteRound.applicationId, applicationId));
    const { castVote } = await import("@/lib/review/commands/cast-vote");
    await expect(castVote({ actor }, { reference, round: round?.id ?? "", choice: "accept", reason: "" })).rejects.toMatchObject(refusal);
    const sent = await inBrowserOf(ravi, "fresh", () =>
      sendTo(`${review}/vote/cast`, {
        params: { list: "istio", reference },
        fields: { version: round?.id ?? "", choice: "accept", reason: "" },
      }),
    );
    expect(sent.location).toMatch(/^\/sign-in\?next=/);
    expect(await database().$count(session, eq(session.userId, actor.kind === "person" ? actor.personId : ""))).toBe(0);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("what an applicant reads of their own application", () => {
  it.each(["review", "voting", "closed", "held", "declined", "member"] as const)(
    "HC-AUZ-013: in %s, no note, finding, vote or name of the committee",
    async (stage) => {
      const player = of(cast(), `contact of ${stage}`);
      const params = { reference: world().stages[stage].reference };
      const texts = await inBrowserOf(player, "fresh", async () => [
        (await drawPage(`app${application}/page.tsx`, { params, search: {} })).body,
        (await drawPage(`app${application}/sent/page.tsx`, { params, search: {} })).body,
        (await sendTo(`${application}/export.json`, { method: "GET", params })).body,
      ]);
      const mailed = await database()
        .select({ data: emailMessage.data })
        .from(emailMessage)
        .where(eq(emailMessage.recipient, contactOf(stage).email));
      const all = [...texts, JSON.stringify(mailed)].join("\n");
      expect(leaksIn(all, player)).toEqual([]);
      for (const { name, email } of Object.values(people)) {
        expect(all).not.toContain(name);
        expect(all).not.toContain(email);
      }
    },
  );
});

describe("headers that other servers believe", () => {
  const believed = {
    "x-forwarded-user": people.carol.email,
    "x-original-url": "/committee/istio",
    "x-rewrite-url": "/committee/istio",
    "x-http-method-override": "DELETE",
    "x-middleware-subrequest": "proxy:proxy",
  };

  it("HC-AUZ-019: change neither who asks nor what is asked", async () => {
    const visitor = of(cast(), "visitor");
    const params = { reference: world().stages.review.reference };
    const plain = await inBrowserOf(visitor, "fresh", () => sendTo(`${application}/export.json`, { method: "GET", params, headers: {} }));
    const dressed = await inBrowserOf(visitor, "fresh", () =>
      sendTo(`${application}/export.json`, { method: "GET", params, headers: believed }),
    );
    expect(dressed).toEqual(plain);
    expect(plain.status).toBe(404);
    const post = await inBrowserOf(visitor, "fresh", () =>
      sendTo(`${application}/withdraw/confirm`, { params, fields: { now: "yes" }, headers: { ...fromOurPages, ...believed } }),
    );
    expect(post.location).toMatch(/^\/sign-in\?next=/);
  });
});

describe("a contact who was removed", () => {
  it("HC-AUZ-015: sees nothing more with an open session and a saved link", async () => {
    const deputy = of(cast(), "deputy of member");
    const page = () =>
      inBrowserOf(deputy, "fresh", () => drawPage("app/membership/[list]/page.tsx", { params: { list: "istio" }, search: {} }));
    expect((await page()).body).toContain(`security@${domainOf("member")}`);
    // Removing a contact has no command yet; these are the rows that it will change.
    const { email } = colleagueOf("member");
    await database().execute(
      sql`update organization_contact set until_at = now() where person_id in (select id from person where email = ${email})`,
    );
    const after = await page();
    expect(after.body).toContain("None of the organizations you act for is a member");
    expect(after.body).not.toContain(`security@${domainOf("member")}`);
  });
});
