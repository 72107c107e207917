import { describe, expect, it } from "vitest";
import { applicationEmails } from "@/components/emails/application";
import type { AliasCheckState } from "@/lib/alias/rules";
import { type AliasProgress, aliasAction, aliasProgress, aliasStep } from "@/lib/application/alias-progress";
import { samples } from "../email/samples";

const address = "security@acme.example";
const other = "psirt@acme.example";
const checked = (state: AliasCheckState, at = address) => ({ address: at, state });

describe("how far the contact alias of an application is", () => {
  it.each<[string, { check: ReturnType<typeof checked> | null; disowned?: readonly string[] }, AliasProgress]>([
    ["no email went", { check: null }, "not-asked"],
    ["the email went to another address", { check: checked("answered", other) }, "not-asked"],
    ["the question was ended", { check: checked("ended") }, "not-asked"],
    ["the email waits", { check: checked("open") }, "open"],
    ["its link expired", { check: checked("expired") }, "expired"],
    ["the organization was named wrongly", { check: checked("worn-out") }, "worn-out"],
    ["a person answered", { check: checked("answered") }, "answered"],
    ["a reader disowned it", { check: checked("disowned"), disowned: [address] }, "disowned"],
    ["a reader disowned it, and another was asked since", { check: checked("open", other), disowned: [address] }, "disowned"],
    ["a reader disowned another", { check: checked("open"), disowned: [other] }, "open"],
  ])("%s", (_, facts, progress) => {
    expect(aliasProgress({ address, disowned: [], ...facts })).toBe(progress);
  });

  it("asks for something in every state but the answered one, and never to wait for an address that is disowned", () => {
    for (const progress of ["not-asked", "open", "expired", "worn-out", "answered", "disowned"] as const)
      for (const stage of ["draft", "question", "sent"] as const) {
        const nextAction = aliasAction(progress, { stage, contact: "committee@istio.example" });
        expect(nextAction === null, `${progress} ${stage}`).toBe(progress === "answered");
        if (progress === "disowned") expect(nextAction).not.toMatch(/answers? there|answer the email|You can send/);
      }
    expect(aliasStep("disowned")).toBe("You enter another contact alias");
  });

  it("is what the receipt says", () => {
    const context = {
      origin: "",
      slug: "istio",
      name: "Istio",
      project: "Istio",
      contact: { name: "C", email: "committee@istio.example" },
    };
    const actionWords = (aliasProgress: AliasProgress | null) =>
      applicationEmails["application-received"]({ ...samples["application-received"], aliasProgress }, context).lede;
    expect(actionWords("disowned")).toMatch(/^Action needed: write to committee@istio\.example, because somebody who reads/);
    expect(actionWords("expired")).toMatch(/^Action needed: send the email to your contact alias again/);
    expect(actionWords("answered")).toBe("No action needed. The committee plans to decide by Monday 7 December 2026.");
    expect(actionWords(null)).toBe(actionWords("answered"));
  });
});
