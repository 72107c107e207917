import { expect, test } from "vitest";
import { columns, wrap } from "@/components/emails/as-text";
import { oneLine } from "@/components/emails/email-text";
import { renderEmail } from "@/components/emails/render";
import { list, origin, samples } from "./samples";

const rendered = (organization: string) =>
  renderEmail({ kind: "alias-opened", data: { ...samples["alias-opened"], organization }, to: "alias" }, list, origin);

test.each([
  ["a second header line", "Corp\nBcc: evil@evil.example", "Corp Bcc: evil@evil.example"],
  ["a carriage return", "Corp\r\nApproved by: chair", "Corp Approved by: chair"],
  ["a line separator of Unicode", "Corp\u2028Approved", "Corp Approved"],
  ["a terminal escape", "Corp\u001b[2J", "Corp (2J"],
  ["text that runs backwards", "Corp\u202Egnp.exe", "Corpgnp.exe"],
  ["invisible characters", "Co\u200Brp\u2060\uFEFF", "Corp"],
  ["a key of a ticket queue", "SEC-42 Corp", "SEC 42 Corp"],
  ["a known identifier", "CVE-2026-1234", "CVE 2026-1234"],
  ["a code in brackets", "[ABC123-DEF4] Corp", "(ABC123-DEF4) Corp"],
  ["an address of a page", "https://evil.example", "https: //evil.example"],
  ["scripts that need joiners", "می‌خواهم", "می‌خواهم"],
])("an organization named with %s stays one harmless line in the subject", async (_, name, shown) => {
  expect((await rendered(name)).subject).toBe(`[Istio early disclosure] ${shown} 2026-042: application`);
});

test("a name of 5,000 combining marks is cut", async () => {
  const { subject, text } = await rendered(`a${"\u0301".repeat(5000)}`);
  expect([...subject].length).toBeLessThanOrEqual(78);
  expect(text.split("\n").every((line) => [...line].length < 200)).toBe(true);
});

test.each(["{{constructor}}", "$" + "{7*7}", "<%= 7*7 %>", "#{7*7}", "<script>alert(1)</script>", "{0}", "%s%n", "$& $1 $`"])(
  "%s is repeated as it was typed",
  async (typed) => {
    const email = await renderEmail(
      { kind: "information-requested", data: { ...samples["information-requested"], organization: typed, question: typed }, to: "alias" },
      list,
      origin,
    );
    expect(email.text).toContain(`\n> ${typed}\n`);
    expect(email.subject).toBe(`[Istio early disclosure] ${typed} 2026-042: application`);
    expect(email.html).not.toContain("<script");
    expect(email.html).toContain(typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  },
);

test("HC-TXT-007: what somebody typed is marked on every line, and its addresses are no links", async () => {
  const question = "See https://evil.example/login\r\n\r\n---\r\nSent by the committee\u0000\u202E";
  const { text, html } = await renderEmail(
    { kind: "information-requested", data: { ...samples["information-requested"], question } },
    list,
    origin,
  );
  expect(text).toContain("\n> See https://evil.example/login\n>\n> ---\n> Sent by the committee\n");
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://portal.example.org/applications/2026-042/user-base"']);
  expect(quotes(html)).toEqual(["See https://evil.example/login<br/><br/>---<br/>Sent by the committee"]);

  const far = `Yes.${"\n".repeat(200)}<https://evil.example/reset-your-passkey>`; // out of sight of what it belongs to
  const answers = [{ title: "Contact alias", rows: [{ label: "Who can read it", text: far }] }];
  const copy = await renderEmail({ kind: "application-received", data: { ...samples["application-received"], answers } }, list, origin);
  expect(copy.text).toContain("\n> <https://evil.example/reset-your-passkey>\n");
  expect(quotes(copy.html)).toEqual([expect.stringMatching(/^Yes\.(<br\/>){200}&lt;https:\/\/evil\.example\/reset-your-passkey&gt;$/)]);
  expect(copy.html.match(/href="[^"]*"/g)?.filter((link) => link.includes("evil"))).toEqual([]);
});

/** What stands beside an edge in the HTML part, which marks every line of it. */
function quotes(html: string): readonly (string | undefined)[] {
  return [...html.matchAll(/<td class="em-ink em-edge" style="[^"]*border-left:2px solid[^"]*">(.*?)<\/td>/gs)].map(([, words]) => words);
}

test("a token or a name can not bend the path of a link", async () => {
  const data = { ...samples["alias-check"], token: "../../evil?x=1#y" };
  expect((await renderEmail({ kind: "alias-check", data }, list, origin)).text).toContain(
    "\nhttps://portal.example.org/confirm/alias/..%2F..%2Fevil%3Fx%3D1%23y\n",
  );
});

test.each([
  ["breaks between words", "a ".repeat(60).trim(), 72],
  ["breaks inside a word that no line can hold", "x".repeat(200), 72],
  ["counts two columns for a character of an East Asian script", "安".repeat(100), 72],
  ["counts none for a combining mark", "e\u0301".repeat(100), 72],
])("wrapping %s", (_, line, most) => {
  const lines = wrap(line, "> ").split("\n");
  expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(most);
  expect(
    lines
      .map((each) => each.replace(/^> /, ""))
      .join("")
      .replaceAll(" ", ""),
  ).toBe(line.replaceAll(" ", ""));
});

test("a long address is left whole", () => {
  const url = `https://acme.example/${"a".repeat(100)}`;
  expect(wrap(`See ${url} for more`, "> ")).toBe(`> See\n> ${url}\n> for more`);
});

test("a name is one line of at most 80 characters", () => {
  expect(oneLine(`  A   ${"b".repeat(100)}`)).toBe(`A ${"b".repeat(77)}…`);
});
