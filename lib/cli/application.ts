import { readFile } from "node:fs/promises";
import { readMailInThread } from "@/lib/application/commands/read-mail-in-thread";
import { exportOfApplication } from "@/lib/application/export";
import { unplacedLimits } from "@/lib/application/rules";
import { dayOf } from "@/lib/kernel/calendar";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import { committeeQueue, queueTabs } from "@/lib/review/queries/queue";
import { applicationForApplicant, readView } from "@/lib/views/own-application";
import { listNamed } from "./lists";
import { useLocalDatabase } from "./local-database";
import { type Noun, option, UsageError, word } from "./verb";
import { viewerNamed } from "./viewer";

export const application: Noun = {
  show: {
    usage: "REFERENCE --as EMAIL",
    what: "Shows an application as its contacts can export it.",
    run: async (given) => {
      const [reference, email] = [word(given, 0, "REFERENCE"), option(given, "as")];
      await useLocalDatabase();
      const view = await applicationForApplicant(await viewerNamed(email), reference, unplacedLimits);
      if (view === null) throw notAllowed();
      const exported = exportOfApplication(view, await readView(view));
      return { text: JSON.stringify(exported, null, 2), json: exported };
    },
  },
  queue: {
    usage: "--list LIST --as EMAIL [--tab for-me|open|waiting|decided]",
    what: "Shows the first page of a committee's queue, as the person with this email address sees it.",
    run: async (given) => {
      const list = await listNamed(option(given, "list"));
      const tab = queueTabs.find((each) => each === (given.options.tab ?? "open"));
      if (!tab) throw new UsageError(`--tab must be one of ${queueTabs.join(", ")}.`);
      const email = option(given, "as");
      await useLocalDatabase();
      const queue = await committeeQueue(await viewerNamed(email), list, { tab, today: dayOf(new Date()) });
      if (queue === null) throw notAllowed();
      const lines = queue.items.map((item) =>
        item.recused
          ? `${item.reference}  You have a conflict of interest`
          : `${item.reference}  ${item.organization}  due ${item.clock.dueOn}`,
      );
      return { text: lines.length === 0 ? "There are no applications in this tab." : lines.join("\n"), json: queue };
    },
  },
  read: {
    usage: "FILE --list LIST",
    what: "Reads an application that was written as an email, and shows which text answers which criterion, and which text matches none.",
    run: async (given) => {
      const list = await listNamed(option(given, "list"));
      const read = await readMailInThread(await textOf(word(given, 0, "FILE")), criteriaInForce(list, dayOf(new Date())));
      const answers = read.answers.map(({ criterion, text }) => `${criterion}\n${indented(text)}`);
      const unplaced = read.unplaced.map((text) => `not placed\n${indented(text)}`);
      return { text: [...answers, ...unplaced].join("\n\n"), json: { answers: read.answers, unplaced: read.unplaced } };
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

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
