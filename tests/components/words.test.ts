import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Words that blame, beg or say nothing. "Sorry" is for faults of ours alone. */
const unsaid = /\b(please|sorry|invalid|illegal|oops|submit(?:s|ted|ting)?|click here|forbidden|pending|awaiting)\b/i;

const files = ["components", "app"]
  .flatMap((folder) => readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith(".tsx"));

describe("the texts of components", () => {
  it.each(files)("%s says nothing that blames or begs", (file) => {
    const said = spoken(readFileSync(root + file, "utf8"))
      .filter((words) => unsaid.test(words))
      .filter((words) => words !== "Sorry, there is a problem with the service");
    expect(said).toEqual([]);
  });

  it("finds words in text and in attributes, and leaves code alone", () => {
    const found = spoken('<p className="x">Please wait</p>; <T label="Submit it" type="submit" />; const a = form.requestSubmit(invalid);');
    expect(found.filter((words) => unsaid.test(words))).toEqual(["Please wait", "Submit it"]);
  });
});

/** Both read `inEffect`: people have said that the mailing list holds no address of the member any more. */
const knowing = ["lib/member/other-open-tasks.ts", "app/committee/[list]/members/[memberId]/delivery-pause.tsx"];

describe("a delivery pause", () => {
  const sources = ["app", "components", "lib"]
    .flatMap((folder) => readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.tsx?$/.test(file));

  it("is called effective only if the addresses are known to be removed from the mailing list", () => {
    const claims = sources.filter((file) =>
      spoken(readFileSync(root + file, "utf8")).some((words) => /delivery (is|stays|was|has been) paused|paused delivery/i.test(words)),
    );
    expect(claims.sort()).toEqual(knowing.toSorted());
  });
});

/** Texts between tags and strings with a space in them: what a person may read, as far as a pattern can tell. */
function spoken(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").replaceAll(/^import .*$/gm, "");
  const between = [...code.matchAll(/>([^<>{}=;]+)</g)].map(([, words = ""]) => words);
  const strings = [...code.matchAll(/"([^"\n]*)"|`([^`]*)`/g)].map(([, plain, template]) => plain ?? template ?? "");
  return [...between, ...strings.filter((words) => /\w [\w]/.test(words) || /^[A-Z][a-z]+$/.test(words))]
    .map((words) => words.trim())
    .filter((words) => words !== "");
}
