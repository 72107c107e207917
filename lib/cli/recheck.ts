import { dayOf, isDay } from "@/lib/kernel/calendar";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/refusal";
import { listNamed } from "./lists";
import { useLocalDatabase } from "./local-database";
import { type Noun, option, UsageError } from "./verb";

export const recheck: Noun = {
  run: {
    usage: "--today DATE [--list LIST]",
    what: "Does the daily work on re-checks and announced criteria now. Running it again for the same day changes nothing more.",
    run: async (given) => {
      const day = option(given, "today");
      if (!isDay(day)) throw new UsageError("--today must be a day like 2026-12-04.");
      const only = given.options.list === undefined ? null : await listNamed(given.options.list);
      await useLocalDatabase();
      const clock = new Date();
      if (env().PORTAL_MODE === "production" && day > dayOf(clock)) throw new Refusal(`${day} is in the future.`);
      const { runRechecksOfDay } = await import("@/lib/worker/rechecks-of-day");
      const { hostedLists } = await import("@/lists");
      const lists = only === null ? hostedLists(env().PORTAL_LISTS?.join(",")) : [only];
      const now = day === dayOf(clock) ? clock : new Date(`${day}T05:15:00Z`); // another day is lived as its morning sweep would have
      const done = await runRechecksOfDay(lists, { day, now });
      const lines = Object.entries(done).flatMap(([what, number]) =>
        number === 0 ? [] : [`${what.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}: ${number}`],
      );
      return { text: lines.length === 0 ? "No action needed." : lines.join("\n"), json: { today: day, ...done } };
    },
  },
};
