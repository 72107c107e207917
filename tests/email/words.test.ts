import { describe, expect, test } from "vitest";
import { columns } from "@/components/emails/as-text";
import { type RenderedEmail, renderEmail } from "@/components/emails/render";
import type { EmailData } from "@/lib/email/data";
import { type EmailKind, emailKinds } from "@/lib/email/kinds";
import { list, origin, samples } from "./samples";

function render<K extends EmailKind>(kind: K, data: EmailData[K] = samples[kind]): Promise<RenderedEmail> {
  return renderEmail({ kind, data }, kind === "sign-in-code" ? null : list, origin);
}

describe.each(emailKinds)("%s", (kind) => {
  test("says exactly this", async () => {
    const { subject, text, html } = await render(kind);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(`snapshots/${kind}.txt`);
    await expect(html).toMatchFileSnapshot(`snapshots/${kind}.html.snap`);
  });

  test("HC-AUN-008: fits into 72 columns, with one link, alone on its line, on the portal's own origin", async () => {
    const lines = (await render(kind)).text.split("\n");
    const links = lines.filter((line) => /^\S+$/.test(line) && line.includes("://"));
    expect(links).toEqual([expect.stringMatching(/^https:\/\/portal\.example\.org\/[A-Za-z0-9/_.-]+$/)]);
    expect(lines.filter((line) => columns(line) > 72 && !line.includes("://"))).toEqual([]);
    const at = lines.indexOf(links[0] ?? "");
    expect([lines[at - 1], lines[at + 1]]).toEqual(["", ""]);
  });

  test("says the same in both parts", async () => {
    const { text, html } = await render(kind);
    expect(wordsOf(plain(html))).toBe(wordsOf(text.replace(/^---$/gm, "")));
  });

  test("HC-PRV-006: is black on white without picture, script, table of boxes or a second link", async () => {
    const { html } = await render(kind);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<script|<style|data-skip-in-text|url\(/);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(
      [...html.matchAll(/(?<!-)color:\s*(#[0-9a-f]+)/gi)]
        .map(([, colour]) => colour)
        .filter((colour) => !["#000000", "#ffffff"].includes(colour ?? "")),
    ).toEqual([]);
  });

  test("has a subject that no ticket queue takes for a key of its own", async () => {
    const { subject } = await render(kind);
    expect(subject).not.toMatch(/[A-Z]+-\d+|[\r\n]|\[[A-Z0-9]{6}-[A-Z0-9]{4}\]/);
    expect(subject).not.toMatch(/vulnerab|exploit|CVE|leak|zero.day/i);
    expect(subject.length).toBeLessThanOrEqual(150);
  });

  test("avoids words that emails do not use", async () => {
    const { subject, text } = await render(kind);
    expect(`${subject}\n${text}`).not.toMatch(
      /\b(please|sorry|invalid|illegal|oops|forbidden|submit|click here|approved|rejected|denied|vulnerab\w*|exploit\w*|pending|ASAP|shortly|!)\b/i,
    );
  });

  test("opens with the action and a date, or says that no action is needed or what was decided", async () => {
    const first = (await render(kind)).text.split("\n\n")[0]?.replaceAll("\n", " ");
    expect(first).toMatch(/\d{4}|^No action needed|^Your application was|^From now on|^Action needed/);
  });
});

test("every email about one application has one subject", async () => {
  const subjects = await Promise.all(
    emailKinds
      .filter((kind) => "reference" in samples[kind] && samples[kind].reference === "2026-042")
      .map(async (kind) => (await render(kind)).subject),
  );
  expect([...new Set(subjects)]).toEqual(["[Istio early disclosure] Acme Cloud: application 2026-042"]);
});

describe("a reminder of what is to come", () => {
  const criterion = (more: Partial<EmailData["criterion-reminder"]>) =>
    render("criterion-reminder", { ...samples["criterion-reminder"], ...more });
  const policy = (more: Partial<EmailData["policy-reminder"]>) => render("policy-reminder", { ...samples["policy-reminder"], ...more });
  const opening = async (email: Promise<RenderedEmail>) => (await email).text.split("\n\n")[0]?.replaceAll("\n", " ");

  test.each<[string, Promise<RenderedEmail>, string]>([
    [
      "to whoever said no",
      criterion({ saidNo: true }),
      "Action needed by Sunday 14 February 2027: answer “Role in the working group”. You said that Acme Cloud does not meet it. Show before that day that it does.",
    ],
    [
      "to whoever no email had reached",
      criterion({ kind: "late", showBy: "2027-03-13" }),
      "Action needed by Saturday 13 March 2027: answer “Role in the working group”. Show that Acme Cloud meets it.",
    ],
    [
      "of a policy, to whoever did not accept it",
      policy({ saidNo: true }),
      "You said that Acme Cloud does not accept the new version of the embargo policy. It holds from Sunday 14 February 2027 on.",
    ],
    [
      "of a policy, to whoever no email had reached",
      policy({ kind: "late", showBy: "2027-03-13" }),
      "Action needed by Saturday 13 March 2027: read and accept the new version of the embargo policy for Acme Cloud.",
    ],
  ])("%s opens with the move and its day", async (_to, email, first) => {
    expect(await opening(email)).toBe(first);
  });

  test("stays in the thread of the announcement", async () => {
    expect((await criterion({})).subject).toBe((await render("criterion-announced")).subject);
    expect((await policy({})).subject).toBe((await render("policy-announced")).subject);
  });
});

test("emails to reviewers carry no answer and no contact of the applicant", async () => {
  for (const kind of [
    "review-assigned",
    "review-unroutable",
    "review-digest",
    "information-provided",
    "information-overdue",
    "decision-overdue",
  ] as const) {
    expect((await render(kind)).text).not.toMatch(/@acme\.example|acme\.example/);
  }
});

test("the sign-in email has no token in its link and no code in its subject", async () => {
  const { subject, text } = await render("sign-in-code");
  expect(subject).toBe("[Forewarned] sign in");
  expect(text).toContain("1234 5678");
  expect(text).toContain("\nhttps://portal.example.org/sign-in/code\n");
});

/** The words of an email, whatever the lines: what people wrote is marked in both parts, on the first line at least. */
function wordsOf(text: string): string {
  return text.replace(/^> ?/gm, "").replace(/\s+/g, " ").trim();
}

function plain(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<br\/?>/g, "\n")
    .replace(/<\/(p|div|td|tr)>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}
