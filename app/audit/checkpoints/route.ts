import { newestCheckpoints } from "@/lib/audit/checkpoints";
import { lineOf } from "@/lib/audit/signing";

export const dynamic = "force-dynamic";

/** The checkpoints of more than a month. */
const mostShown = 1_000;

const none = "# No checkpoint has been signed yet. The portal signs one each hour once it has a signing key.\n";

/** The signed checkpoints of the audit trail, one a line, oldest first, for everybody who wants to keep them (row 78a). */
export async function GET(): Promise<Response> {
  const lines = (await newestCheckpoints(mostShown)).toReversed().map((checkpoint) => `${lineOf(checkpoint)}\n`);
  return new Response(lines.join("") || none, { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
}
