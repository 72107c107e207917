import { describe, expect, it, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { whyReviewed } from "@/lib/alias/rules";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import type { EmailKind } from "@/lib/email/kinds";
import { visitor } from "@/lib/kernel/actor";
import { istio } from "@/lists/istio";
import { lastEmail, save, someone, start } from "../application/world";
import { pageWords } from "../setup/pages";
import { answers, ask, beginWithGlobex, fresh, globex, later, noon, of, tokenTo, who } from "./change-world";

vi.mock("next/headers", () => import("../visibility/browser"));

beginWithGlobex();

const soon = later({ seconds: 30 });
const member = { params: { list: "istio" } };
const gus = "gus@globex.example";

/** The text of the newest email of a kind, as it is sent. */
async function textOf(kind: EmailKind): Promise<string> {
  const data = (await lastEmail(kind)) as never;
  return (await renderEmail({ kind, data }, istio, "https://portal.example")).text.replace(/\s+/g, " ");
}

describe("an answer within a minute of the email", () => {
  it("is explained to the member, the person who answered and the committee, when an alias is changed", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    const mine = await pageWords(gus, "app/membership/[list]/alias/page.tsx", { ...member, at: soon });
    expect(mine).toContain("The link in each email to the new address expires after 24 hours.");
    await answers(globex, soon);
    expect(await pageWords(gus, "app/membership/[list]/page.tsx", member)).toContain(
      `Two people have to agree, because of how the new address answered. ${whyReviewed}`,
    );
    const own = await pageWords(gus, "app/membership/[list]/alias/page.tsx", member);
    expect(own).toContain(`Two people on the committee have to agree, because: ${whyReviewed}`);
    const answered = await pageWords(null, "app/confirm/alias/[token]/page.tsx", { params: { token } });
    expect(answered).toContain(`Your answer is saved. ${whyReviewed} Two people on the committee have to agree`);
    const committee = "app/committee/[list]/alias-changes/[reference]/page.tsx";
    expect(await pageWords(who.rita.email, committee, { params: { list: "istio", reference } })).toContain(whyReviewed);
    expect(await textOf("alias-change-waiting")).toContain(whyReviewed);
    expect(await textOf("alias-change-review")).toContain(whyReviewed);

    for (const each of [who.rita, who.cora]) await agreeAliasChange(await of(each, later({ hours: 1 })), { reference, reason: "" });
    expect(await pageWords(gus, "app/membership/[list]/alias/page.tsx", member)).not.toContain(whyReviewed);
  });

  it("is not mentioned when the answer came later", async () => {
    await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answers(globex, noon);
    for (const page of ["app/membership/[list]/page.tsx", "app/membership/[list]/alias/page.tsx"])
      expect(await pageWords(gus, page, member)).not.toContain(whyReviewed);
    expect(await pageWords(null, "app/confirm/alias/[token]/page.tsx", { params: { token } })).not.toContain("Your answer is saved.");
    expect(await textOf("alias-change-waiting")).not.toContain(whyReviewed);
  });

  it("is explained to the applicant and the person who answered, when an application is made", async () => {
    const ada = await someone("ada@acme.example");
    const reference = await start(ada, "Acme Corporation");
    await save(ada, reference, "security-alias");
    const { token } = (await lastEmail("alias-check")) as { token: string };
    await answerAliasCheck({ actor: visitor, now: soon }, { token, name: "Security rota", organization: "Acme" });
    expect(await pageWords(ada.email, "app/applications/[reference]/page.tsx", { params: { reference } })).toContain(whyReviewed);
    const answered = await pageWords(null, "app/confirm/alias/[token]/page.tsx", { params: { token } });
    expect(answered).toContain(`${whyReviewed} Somebody on the committee reviews the answer before the application is accepted.`);
    expect(await textOf("alias-answered")).toContain(whyReviewed);
  });
});
