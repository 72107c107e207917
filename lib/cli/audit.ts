import { trailProtection } from "@/lib/audit/protection";
import { verifyChain } from "@/lib/audit/verify";
import { useLocalDatabase } from "./local-database";
import type { Noun } from "./verb";

export const audit: Noun = {
  verify: {
    usage: "",
    what: "Walks the audit chain and names the first event that does not fit.",
    run: async () => {
      await useLocalDatabase();
      const [verdict, protection] = [await verifyChain(), await trailProtection()];
      const trail = `The audit trail is ${protection}.`;
      if (!verdict.ok)
        return {
          text: `The chain is broken at event ${verdict.position}. ${verdict.why}\n${trail}`,
          json: { ...verdict, protection },
          refused: true,
        };
      return {
        text: `The chain is whole: ${verdict.events} events. Last hash ${verdict.lastHash}\n${trail}`,
        json: { ...verdict, protection },
      };
    },
  },
};
