import { readFile } from "node:fs/promises";
import { Refusal } from "@/lib/kernel/refusal";
import { type Noun, option, word } from "./verb";

/** What needs the database is read only by the verb that asks it, so that a file can be read on a machine without one. */
export const roster: Noun = {
  show: {
    usage: "--list LIST",
    what: "The public roster, as the markdown table that projects keep in their SECURITY.md.",
    run: async (given) => {
      const [{ listNamed }, { wholeRoster }, { rosterMarkdown }] = await Promise.all([
        import("./lists"),
        import("@/lib/roster/queries"),
        import("@/lib/roster/markdown"),
      ]);
      const list = await listNamed(option(given, "list"));
      const members = await wholeRoster(list);
      return { text: rosterMarkdown(list, members).trimEnd(), json: { list: list.slug, members } };
    },
  },
  read: {
    usage: "FILE",
    what: "Reads a published roster: markdown or HTML tables, a portal's roster.json, or a YAML file of mail groups.",
    run: async (given) => {
      const { readRoster } = await import("@/lib/evidence/roster/read");
      const file = word(given, 0, "FILE");
      const { members, notes } = readRoster(await textOf(file), file);
      const lines = members.map(({ organization, email }) => `${organization ?? "(no organization)"}  ${email ?? "(no address)"}`);
      return { text: [...lines, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n"), json: { members, notes } };
    },
  },
};

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file === "-" ? "/dev/stdin" : file, "utf8");
  } catch {
    throw new Refusal(`${file} could not be read. Check the name of the file.`);
  }
}
