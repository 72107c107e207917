import { describe, expect, it } from "vitest";
import { aliasCheckState, namesOrganization } from "@/lib/alias/rules";

describe("naming the organization", () => {
  it.each([
    ["acme", "Acme Corporation"],
    ["ACME Corp.", "Acme, Inc."],
    ["Acme Inc", "Acme"],
    ["muller sohne", "Müller & Söhne (株式会社) — Security"],
    ["Müller und Söhne", "Müller & Söhne (株式会社) — Security"],
    ["株式会社", "Müller & Söhne (株式会社) — Security"],
    ["Redhat", "Red Hat"],
    ["Globx Systems", "Globex Systems"],
    ["Seven", "Seven-Corp"],
    ["SAP", "SAP SE"],
  ])("%j is taken for %j", (typed, name) => expect(namesOrganization(typed, name)).toBe(true));

  it.each([
    ["", "Acme"],
    ["?!", "Acme"],
    ["Globex", "Acme"],
    ["inc", "Acme Inc"],
    ["the company", "The Acme Company"],
    ["a", "Acme"],
    ["it", "Initech"],
    ["x".repeat(200), "Acme"],
  ])("%j is not taken for %j", (typed, name) => expect(namesOrganization(typed, name)).toBe(false));
});

describe("the state of a check", () => {
  const now = new Date("2026-11-16T12:00:00Z");
  const open = { expiresAt: new Date("2026-11-17T00:00:00Z"), endedAt: null, disownedAt: null, answeredAt: null, attempts: 0 };
  it.each([
    ["open until its day is over", {}, "open"],
    ["open at the very moment", { expiresAt: now }, "open"],
    ["expired a moment later", { expiresAt: new Date(now.getTime() - 1) }, "expired"],
    ["answered for good, also after its day", { answeredAt: now, expiresAt: now }, "answered"],
    ["ended by a newer email, whatever was answered", { answeredAt: now, endedAt: now }, "ended"],
    ["disowned before anything else", { disownedAt: now, endedAt: now, answeredAt: now }, "disowned"],
    ["worn out after five tries", { attempts: 5 }, "worn-out"],
  ])("is %s", (_why, facts, state) => expect(aliasCheckState({ ...open, ...facts }, now)).toBe(state));
});
