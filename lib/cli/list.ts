import { dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Noun } from "./verb";

export const list: Noun = {
  check: {
    usage: "",
    what: "Reads every list definition and names each mistake.",
    run: async () => {
      const today = dayOf(new Date());
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
};
