import { readFile } from "node:fs/promises";
import { readMailApplication } from "@/lib/application/mail";
import { dayOf } from "@/lib/kernel/calendar";
import { Refusal } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import { listNamed } from "./lists";
import { type Noun, option, word } from "./verb";

export const application: Noun = {
  read: {
    usage: "FILE --list LIST",
    what: "Reads an application that was written as a mail: which words answer which criterion, and which fit none.",
    run: async (given) => {
      const list = await listNamed(option(given, "list"));
      const read = readMailApplication(await textOf(word(given, 0, "FILE")), criteriaInForce(list, dayOf(new Date())));
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
