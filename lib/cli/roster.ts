import { rosterMarkdown } from "@/lib/roster/markdown";
import { wholeRoster } from "@/lib/roster/queries";
import { listNamed } from "./lists";
import { useLocalDatabase } from "./local-database";
import { type Noun, option } from "./verb";

export const roster: Noun = {
  show: {
    usage: "--list LIST",
    what: "The public roster, as the markdown table that projects keep in their SECURITY.md.",
    run: async (given) => {
      const list = await listNamed(option(given, "list"));
      await useLocalDatabase();
      const members = await wholeRoster(list);
      return { text: rosterMarkdown(list, members).trimEnd(), json: { list: list.slug, members } };
    },
  },
};
