import { listOr404 } from "@/app/portal-page";
import { publicFile } from "@/lib/roster/public-file";
import { wholeRoster } from "@/lib/roster/queries";

export const dynamic = "force-dynamic";

/** The public roster as data: exactly the fields that the list publishes. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const list = listOr404((await params).list);
  return publicFile(request, list, "application/json; charset=utf-8", async () => {
    const entries = await wholeRoster(list);
    const members = entries.map(({ organization, since, address }) => ({
      organization,
      since,
      ...(list.roster.publishesAddresses ? { address } : {}),
    }));
    return `${JSON.stringify({ list: list.slug, name: list.name, members }, null, 1)}\n`;
  });
}
