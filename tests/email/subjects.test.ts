import { describe, expect, test } from "vitest";
import { emailTemplates } from "@/components/emails";
import type { EmailContext, EmailText } from "@/components/emails/email-text";
import { headerFields, renderEmail } from "@/components/emails/render";
import { type Mailbox, subjectOf } from "@/components/emails/subject";
import type { EmailKind } from "@/lib/email/kinds";
import { list, origin, samples, variants } from "./samples";

const emailKinds = Object.keys(samples) as EmailKind[];

type Email = { readonly kind: EmailKind; readonly data: unknown };

const emails: readonly Email[] = [...emailKinds.map((kind) => ({ kind, data: samples[kind] })), ...variants];
const listOf = (kind: EmailKind) => (kind === "sign-in-code" ? null : list);

async function subject({ kind, data }: Email, to: Mailbox): Promise<string> {
  return (await renderEmail({ kind, data: data as never, to }, listOf(kind), origin)).subject;
}

function textOf({ kind, data }: Email): EmailText {
  const template: (data: never, context: EmailContext) => EmailText = emailTemplates[kind];
  return template(data as never, headerFields(listOf(kind), origin));
}

const months = "January|February|March|April|June|July|August|September|October|November|December";
const date = new RegExp(
  `\\b(${months}|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\\d{1,2} May|May \\d)\\b|\\b\\d{4}-\\d{2}\\b(?!\\d)|\\d{4}/\\d`,
);

describe.each(emails.map((email, index) => ({ ...email, index })))("the subject of $kind ($index)", (email) => {
  test.each(["alias", "person"] as const)("to %s has no date, no key of a ticket system, and at most 78 characters", async (to) => {
    const words = await subject(email, to);
    expect(words).not.toMatch(date);
    expect(words).not.toMatch(/[A-Z]+-\d+|[\r\n]|\[[A-Z0-9]{6}-[A-Z0-9]{4}\]/);
    expect(words).not.toMatch(/vulnerab|exploit|CVE|leak|zero.day/i);
    expect([...words].length).toBeLessThanOrEqual(78);
  });

  test("starts the same for both, and tells a person the kind and the action", async () => {
    const { thread, about } = textOf(email);
    const { organization, reference } = thread;
    const start = `[${email.kind === "sign-in-code" ? "Forewarned" : list.name}] ${[organization, reference].join(" ").trim()}`;
    const [toAlias, toPerson] = [await subject(email, "alias"), await subject(email, "person")];
    expect([toAlias.startsWith(start), toPerson.startsWith(start)]).toEqual([true, true]);
    const said = toPerson.slice(start.length).replace(/^: /, "");
    expect(said.length).toBeGreaterThan(3);
    expect(about.toLowerCase().startsWith(said.replace(/…$/, "").toLowerCase()), `“${said}” of “${about}”`).toBe(true);
  });
});

test("is the same in every email of a thread to the contact alias", async () => {
  const kinds = new Map<string, Set<string>>();
  for (const email of emails) {
    const words = await subject(email, "alias");
    kinds.set(words, (kinds.get(words) ?? new Set()).add(email.kind));
  }
  const journeys = [...kinds].map(([words, of]) => [words.replace("[Istio early disclosure] ", ""), [...of].sort().join(" ")]);
  expect(Object.fromEntries(journeys)).toMatchInlineSnapshot(`
    {
      "Acme Cloud 2026-042: application": "alias-answered alias-check alias-disowned alias-disowned-review alias-opened application-draft-ended application-draft-ending application-invitation application-received application-saved application-withdrawn decision-accepted decision-declined decision-delayed decision-overdue information-overdue information-provided information-reminder information-requested review-assigned review-unroutable welcome",
      "Acme Cloud 2026-107: re-check": "recheck-answered recheck-called-off recheck-due recheck-escalated recheck-expired recheck-failed recheck-grace-period recheck-opened recheck-passed recheck-question recheck-question-back recheck-question-withdrawn recheck-reminder",
      "Acme Cloud: changed criterion, Working group partici…": "criterion-announced",
      "Acme Cloud: new criterion, Working group participant": "criterion-announced criterion-reminder",
      "Acme Cloud: new embargo policy": "policy-announced policy-reminder",
      "Alert, many checks fail at once": "alert-raised",
      "Daily digest": "review-digest",
      "Globex 2026-058: access recovery": "access-recovery-completed access-recovery-ended access-recovery-to-decide access-recovery-told",
      "Globex 2026-059: change of name": "member-change-asked member-change-decided",
      "Globex 2026-061: removal": "farewell-removed",
      "Globex 2026-107: access recovery": "alias-check",
      "Globex 2026-107: alias change": "alias-change-asked alias-change-completed alias-change-disowned alias-change-expired alias-change-moving alias-change-review alias-change-stopped alias-change-waiting alias-check",
      "Globex 2026-107: re-check": "alias-check",
      "Globex 2026-107: removal": "alias-check appeal-decided appeal-needs-readers appeal-received appeal-to-read removal-agreed removal-evidence removal-evidence-answered removal-proposed removal-stopped removal-to-decide",
      "Globex: alert, the mail domain no longer exists": "alert-raised",
      "Globex: contact alias": "alias-check contact-alias-disowned",
      "Globex: delivery": "delivery-paused delivery-resumed pause-expired pause-to-confirm",
      "Globex: leaving the list": "farewell leaving-announced leaving-taken-back",
      "Globex: membership": "reinstated",
      "Globex: representatives": "join-answered join-asked join-escalated people-changed representative-invitation",
      "Your committee role": "role-granted role-revoked",
      "[Forewarned] Sign in": "sign-in-code",
    }
  `);
});

describe("a long name", () => {
  const reviewed = (organization: string, name = list.name) =>
    renderEmail({ kind: "review-assigned", data: { ...samples["review-assigned"], organization } }, { ...list, name }, origin);

  test.each([
    ["letters", "A".repeat(200)],
    ["words", "Society for the Advancement of Everything ".repeat(5)],
    ["characters of two code units", "𝔸".repeat(100)],
    ["flags and families", "🇨🇭👩‍👩‍👧‍👦".repeat(30)],
    ["marks that belong to a letter", "e\u0301\u0323".repeat(60)],
    ["letters of East Asia", "安全".repeat(60)],
  ])("of %s is shortened between two characters", async (_, name) => {
    const words = (await reviewed(name)).subject;
    expect([...words].length).toBeLessThanOrEqual(78);
    expect(words.isWellFormed()).toBe(true);
    const shown = words.slice("[Istio early disclosure] ".length, words.indexOf("… 2026-042: review the application"));
    expect(name.startsWith(shown) && shown.length > 0).toBe(true);
    const characters = [...new Intl.Segmenter("en").segment(name)].map(({ segment }) => segment);
    expect(
      characters
        .slice(0, [...new Intl.Segmenter("en").segment(shown)].length)
        .join("")
        .trimEnd(),
    ).toBe(shown);
  });

  test("of a list leaves room for the rest", async () => {
    expect((await reviewed("Acme Cloud", "L".repeat(100))).subject).toBe(`[${"L".repeat(39)}…] Acme Cloud 2026-042: review the ap…`);
  });

  test("of a criterion is shortened after the name of the organization", () => {
    const context = headerFields(list, origin);
    const thread = { name: "application", organization: "Acme Cloud", reference: "2026-042" };
    const words = subjectOf(context, { thread, about: "question on a user base beyond your own organization" }, "person");
    expect(words).toBe("[Istio early disclosure] Acme Cloud 2026-042: question on a user base beyond…");
  });
});
