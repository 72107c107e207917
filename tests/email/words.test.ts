import { describe, expect, test } from "vitest";
import { columns } from "@/components/emails/as-text";
import { colours, darkStyles } from "@/components/emails/email-styles";
import { type RenderedEmail, renderEmail } from "@/components/emails/render";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { list, origin, samples, variants } from "./samples";

const emailKinds = Object.keys(samples) as EmailKind[];

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

  test("keeps the order: who acts and by when, why, what happens otherwise, the link, why the reader gets it", async () => {
    const { text } = await render(kind);
    expect(text).toMatch(kind === "sign-in-code" ? /^Your code is 1234 5678\./ : opening);
    const end = text.indexOf("\n---\n");
    expect(text.indexOf("\nhttps://portal.example.org/")).toBeLessThan(end);
    expect(text.indexOf("You received this email because ")).toBeGreaterThan(end);
  });

  test("HC-PRV-006: is dark on white, recoloured in dark mode, without picture, script or a second link", async () => {
    const { html } = await render(kind);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<script|<link|@import|data-skip-in-text|url\(/);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html.match(/<style>[^<]*<\/style>/g)).toEqual([`<style>${darkStyles}</style>`]);
    const known = Object.values(colours);
    for (const [tag, used] of html.matchAll(/<[a-z]+ [^>]*style="([^"]*#[0-9a-f]{6}[^"]*)"[^>]*>/g)) {
      const names = /class="([^"]*)"/.exec(tag)?.[1]?.split(" ") ?? [];
      for (const [colour] of (used ?? "").matchAll(/#[0-9a-f]{6}/g))
        expect(
          known.some(({ name, light }) => light === colour && names.includes(name)),
          `${colour} in ${tag}`,
        ).toBe(true);
    }
  });
});

describe.each([...emailKinds.map((kind) => ({ kind, data: samples[kind] })), ...variants].map((each, index) => ({ ...each, index })))(
  "$kind ($index)",
  ({ kind, data }) => {
    const rendered = () => render(kind, data as never);

    test("says the same in both parts, the HTML below the list and the reference", async () => {
      const { subject, text, html } = await rendered();
      const names = ["◪", kind === "sign-in-code" ? "Forewarned" : list.name, ...(subject.match(/(?<= )\d{4}-\d{3}(?=:)/) ?? [])].join(" ");
      expect(wordsOf(plain(html))).toBe(`${names} ${wordsOf(text.replace(/^---$/gm, ""))}`);
    });

    test("fits into 72 columns, and opens with who has to act", async () => {
      const { text } = await rendered();
      expect(text.split("\n").filter((line) => columns(line) > 72 && !line.includes("://"))).toEqual([]);
      if (kind !== "sign-in-code") expect(text).toMatch(opening);
    });

    test("keeps to the project's terms", async () => {
      const { subject, text } = await rendered();
      expect(`${subject}\n${text}`).not.toMatch(
        /\b(please|sorry|invalid|illegal|oops|forbidden|submit|click here|approved|rejected|denied|vulnerab\w*|exploit\w*|pending|ASAP|shortly)\b|!/i,
      );
      expect(`${subject}\n${text.replace(/^https:.*$/gm, "")}`).not.toMatch(
        /\b(letter|alarm|ground|grounds|your move|lamp|seat|whoever|by hand|came to nothing|let go|way back|stands|stood|holds|heard|lapsed?|succession|judge\w*)\b/i,
      );
    });
  },
);

const opening = /^(Action needed|No action needed)( by | today|: |\. | if | on | for )/;

test("text, links and edges can be seen in light and in dark mode", () => {
  const { background, line, ...shown } = colours;
  expect(line.of).toBe("border-color"); // decoration only
  for (const scheme of ["light", "dark"] as const)
    for (const { name, of, [scheme]: colour } of Object.values(shown))
      if (name !== "em-action" || scheme === "dark")
        // amber on white is an edge beside words that say the same
        expect(contrast(colour, background[scheme]), `${name} ${scheme}`).toBeGreaterThanOrEqual(of === "color" ? 4.5 : 3);
});

describe("a reminder of what is to come", () => {
  const criterion = (more: Partial<EmailData["criterion-reminder"]>) =>
    render("criterion-reminder", { ...samples["criterion-reminder"], ...more });
  const policy = (more: Partial<EmailData["policy-reminder"]>) => render("policy-reminder", { ...samples["policy-reminder"], ...more });
  const start = async (email: Promise<RenderedEmail>) => (await email).text.split("\n\n").slice(0, 2).join(" ").replaceAll("\n", " ");

  test.each<[string, Promise<RenderedEmail>, string]>([
    [
      "to a member that answered no",
      criterion({ saidNo: true }),
      "Action needed by Sunday 14 February 2027: respond to the criterion “Working group participant” for Acme Cloud. The new criterion applies from that date. You answered that Acme Cloud does not meet it.",
    ],
    [
      "to a member that no email had reached",
      criterion({ kind: "late", showBy: "2027-03-13" }),
      "Action needed by Saturday 13 March 2027: respond to the criterion “Working group participant” for Acme Cloud. The new criterion has applied since 14 February 2027. Our earlier emails about it were not delivered.",
    ],
    [
      "of a policy, to a member that did not accept it",
      policy({ saidNo: true }),
      "Action needed by Sunday 14 February 2027: read and accept the new embargo policy for Acme Cloud. Version 2027-02 of the embargo policy applies from that date. You answered that Acme Cloud does not accept it.",
    ],
    [
      "of a policy, to a member that no email had reached",
      policy({ kind: "late", showBy: "2027-03-13" }),
      "Action needed by Saturday 13 March 2027: read and accept the new embargo policy for Acme Cloud. Version 2027-02 of the embargo policy has applied since 14 February 2027. Our earlier emails about it were not delivered.",
    ],
  ])("%s starts with the action and its day", async (_to, email, words) => {
    expect(await start(email)).toBe(words);
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
  expect(subject).toBe("[Forewarned] Sign in");
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

/** The contrast of two colours, as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
