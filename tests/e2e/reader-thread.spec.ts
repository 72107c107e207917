import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { passingBuild } from "@/scripts/passing-portal";
import { healthDuring } from "./health";
import { startApplication } from "./steps/apply";
import { organization } from "./steps/organizations";

const size = 128 * 1024; // in a form a tab takes three bytes, and a form of more than 256 KB is refused at once
/** Texts on which a careless reader loses its time; the last two are much to read for any reader. */
const hostile: Readonly<Record<string, string>> = {
  "blanks between two letters": `a${" ".repeat(size)}b`,
  "tabs between two letters": `a${"\t".repeat(size / 2)}b`,
  "paragraphs in HTML": "<p>".repeat(30_000),
  "numbers on lines": "1.\n".repeat(4_900),
  "bullets on lines": "- a\n".repeat(4_900),
  "long paragraphs": Array.from({ length: 2_400 }, (_, at) => `${"a".repeat(20)}${at}${"b".repeat(30)}\n\n`).join(""),
  "long quotes": Array.from({ length: 2_400 }, (_, at) => `> ${"ab".repeat(22)}${at}\n\n`).join(""),
};

test("in the production build a heavy text is read in a thread, while the health check of the same process keeps answering", async ({
  page,
  baseURL,
}) => {
  const reference = await startApplication(page, organization("Threaded"));
  const post = async (text: string) => {
    const sent = await page.request.post(`/applications/${reference}/mail/read`, {
      form: { text },
      headers: { origin: baseURL ?? "" },
      maxRedirects: 0,
      timeout: 60_000,
    });
    return { status: sent.status(), location: sent.headers().location ?? "", page: await sent.text() };
  };
  const readAll = async () => {
    const answers = [];
    for (const text of Object.values(hostile)) answers.push(await post(text));
    return answers;
  };
  const reading = readAll();
  const { statuses, longestMs } = await healthDuring(baseURL ?? "", reading);
  expect(statuses).toEqual(new Set([200]));
  expect(longestMs).toBeLessThan(5_000); // without the thread one of these texts held it up for 15 s
  // Read, or refused with a sentence: as a text that cannot be read, or because the texts before it fill the draft.
  const answers = await reading;
  for (const { status, page: shown } of answers) {
    expect([303, 400, 409]).toContain(status);
    if (status === 409) expect(shown).toContain("too many parts of an earlier email are still in this draft");
  }
  expect(answers[0]?.status).toBe(303);

  expect(await post("1. Security alias\n\npsirt@threaded.example\n")).toMatchObject({
    status: 303,
    location: `/applications/${reference}?done=mail-read`,
  });
});

test("the build holds the thread and none of what it reads with, so that nothing heavy can run beside the requests", () => {
  const folder = join(passingBuild(), "server");
  const chunks = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const inBuild = (words: string) => chunks.some((chunk) => chunk.includes(words));
  const ofReader = "This email has more than 5,000 lines";
  expect(readFileSync("lib/application/mail.ts", "utf8")).toContain(ofReader);
  expect(inBuild(ofReader)).toBe(false);
  expect(inBuild("This text takes too long to read")).toBe(true);
});
