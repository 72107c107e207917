import { readdir } from "node:fs/promises";
import { operator } from "@/lib/kernel/actor";
import { dayOf, isDay } from "@/lib/kernel/calendar";
import { notAllowed } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import { listNamed } from "./lists";
import { useLocalDatabase } from "./local-database";
import { type Noun, option, UsageError } from "./verb";

export const list: Noun = {
  check: {
    usage: "",
    what: "Checks every list definition and reports every mistake.",
    run: async () => {
      const today = dayOf(new Date());
      const faults = await faultyLists(listsFolder);
      if (faults.length > 0) return { text: faults.join("\n"), json: { ok: false, message: faults.join("\n"), faults }, refused: true };
      try {
        const { allLists } = await import("@/lists");
        const found = allLists.map((each) => ({ list: each.slug, criteriaInForce: criteriaInForce(each, today).map(({ key }) => key) }));
        return {
          text: found.map((each) => `${each.list}: ${each.criteriaInForce.length} criteria in force, no mistakes`).join("\n"),
          json: { ok: true, lists: found },
        };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { text: message, json: { ok: false, message }, refused: true };
      }
    },
  },
  "what-if": {
    usage: "--list LIST --on DATE",
    what: "Shows which members would no longer qualify under the criteria of a given date, based on what is known now. Changes nothing and notifies nobody.",
    run: async (given) => {
      const on = option(given, "on");
      if (!isDay(on)) throw new UsageError("--on must be a day like 2026-12-04.");
      const found = await listNamed(option(given, "list"));
      await useLocalDatabase();
      const { whatIfOn } = await import("@/lib/recheck/queries/what-if");
      const result = await whatIfOn(operator, found, { on });
      if (result === null) throw notAllowed();
      const noLongerQualify = result.noLongerQualify.flatMap((each) => (each.recused ? [] : [each]));
      const keys = (which: (is: string) => boolean) =>
        noLongerQualify.flatMap(({ organization, lacks }) => {
          const criteria = lacks.filter(({ is }) => which(is)).map(({ criterion }) => criterion);
          return criteria.length === 0 ? [] : [{ organization, criteria }];
        });
      const lines = noLongerQualify.map(
        ({ organization, lacks }) => `${organization}: ${lacks.map(({ title, is }) => `${title} (${words[is]})`).join(", ")}`,
      );
      return {
        text: [`On ${on}: ${result.met} would still qualify, ${noLongerQualify.length} would not.`, ...lines].join("\n"),
        json: { on, noLongerQualify: keys(() => true), met: result.met, withoutEvidence: keys((is) => is === "not-shown") },
      };
    },
  },
};

const listsFolder = new URL("../../lists/", import.meta.url);

/** What is wrong with each definition in a folder, read one by one: a faulty one must not hide the next. */
export async function faultyLists(folder: URL): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !["define.ts", "index.ts"].includes(file)).sort();
  const faults: string[] = [];
  for (const file of files) {
    try {
      await import(new URL(file, folder).href);
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return faults;
}

const words = { met: "met", "not-shown": "no evidence yet", "not-met": "not met" } as const;
