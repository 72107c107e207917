import { listOr404 } from "@/app/portal-page";
import { rosterMarkdown } from "@/lib/roster/markdown";
import { publicFile } from "@/lib/roster/public-file";
import { wholeRoster } from "@/lib/roster/queries";

export const dynamic = "force-dynamic";

/** The public roster as the markdown table that projects keep in their SECURITY.md. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const list = listOr404((await params).list);
  return publicFile(request, list, "text/markdown; charset=utf-8", async () => rosterMarkdown(list, await wholeRoster(list)));
}
