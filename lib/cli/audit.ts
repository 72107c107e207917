import { verifyChain } from "@/lib/audit/verify";
import { useLocalDatabase } from "./local-database";
import type { Noun } from "./verb";

export const audit: Noun = {
  verify: {
    usage: "",
    what: "Walks the audit chain and names the first event that does not fit.",
    run: async () => {
      await useLocalDatabase();
      const verdict = await verifyChain();
      if (!verdict.ok) return { text: `The chain is broken at event ${verdict.position}. ${verdict.why}`, json: verdict, refused: true };
      return { text: `The chain is whole: ${verdict.events} events. Last hash ${verdict.lastHash}`, json: verdict };
    },
  },
};
