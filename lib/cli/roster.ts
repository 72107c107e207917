import { readFile } from "node:fs/promises";
import { operator } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { type Given, type Noun, option, word } from "./verb";

/** Modules that need the database are imported only by commands that use it, so that files can be read without one. */
export const roster: Noun = {
  show: {
    usage: "--list LIST",
    what: "Prints the public roster as a Markdown table, as projects keep it in SECURITY.md.",
    run: async (given) => {
      const { list } = await listAndDatabase(given);
      const [{ wholeRoster }, { rosterMarkdown }] = await Promise.all([import("@/lib/roster/queries"), import("@/lib/roster/markdown")]);
      const members = await wholeRoster(list);
      return { text: rosterMarkdown(list, members).trimEnd(), json: { list: list.slug, members } };
    },
  },
  plan: {
    usage: "--list LIST",
    what: "Prints the plan for the mailing list: addresses to add and addresses to remove. Makes a new plan when members have changed.",
    run: async (given) => {
      const {
        list: { slug: list },
      } = await listAndDatabase(given);
      const { makeRosterPlan } = await import("@/lib/roster/commands/make-roster-plan");
      const plan = await makeRosterPlan({ actor: operator }, { list });
      if (plan === null) return { text: "No action needed: the mailing list contains the right addresses.", json: { list, plan: null } };
      const [add, remove] = [plan.add.map(({ address }) => address), plan.remove.map(({ address }) => address)];
      const lines = [
        `Plan ${plan.number}`,
        ...remove.map((address) => `remove  ${address}`),
        ...add.map((address) => `add     ${address}`),
      ];
      const next = `Once it is done: portal roster mark-applied --list ${list} --plan ${plan.number}`;
      return { text: [...lines, next].join("\n"), json: { list, plan: plan.number, add, remove } };
    },
  },
  "mark-applied": {
    usage: "--list LIST --plan NUMBER [--as EMAIL]",
    what: "Records that a plan was applied to the mailing list; --as names who applied it. From then on the plan is effective.",
    run: async (given) => {
      const {
        list: { slug: list },
      } = await listAndDatabase(given);
      const { markPlanApplied } = await import("@/lib/roster/commands/mark-plan-applied");
      const { as } = given.options;
      const { number, added, removed } = await markPlanApplied(
        { actor: operator },
        { list, plan: option(given, "plan"), ...(as === undefined ? {} : { as }) },
      );
      const text =
        added + removed === 0
          ? `Plan ${number} has already been marked as applied. Nothing was changed.`
          : `Plan ${number} is applied: ${added} added, ${removed} removed.`;
      return { text, json: { list, plan: number, added, removed } };
    },
  },
  read: {
    usage: "FILE",
    what: "Reads a published roster: tables in Markdown, HTML or reStructuredText, bullet lists, CSV, JSON or YAML.",
    run: async (given) => {
      const { readRosterInThread } = await import("@/lib/evidence/gateways/read-roster");
      const file = word(given, 0, "FILE");
      const { members, notes } = await readRosterInThread(await textOf(file), file);
      const lines = members.map(({ organization, email }) => `${organization ?? "(no organization)"}  ${email ?? "(no address)"}`);
      return { text: [...lines, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n"), json: { members, notes } };
    },
  },
};

async function listAndDatabase(given: Given): Promise<{ list: ListDefinition }> {
  const [{ listNamed }, { useLocalDatabase: reachDatabase }] = await Promise.all([import("./lists"), import("./local-database")]);
  const list = await listNamed(option(given, "list"));
  await reachDatabase();
  return { list };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file === "-" ? "/dev/stdin" : file, "utf8");
  } catch {
    throw new Refusal(`${file} could not be read. Check the name of the file.`);
  }
}
