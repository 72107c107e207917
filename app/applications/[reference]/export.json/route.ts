import { exportOfApplication } from "@/lib/application/export";
import { unplacedLimits } from "@/lib/application/rules";
import { currentActor } from "@/lib/identity/current-actor";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { applicationForApplicant, readView } from "@/lib/views/own-application";

/** One's own application as data. For everybody else the address holds nothing. */
export async function GET(_request: Request, { params }: { params: Promise<{ reference: string }> }): Promise<Response> {
  const { reference } = await params;
  const view = await applicationForApplicant(await currentActor(), reference, unplacedLimits);
  if (view === null) return plainPage(404, "Page not found", notAllowed().message);
  return Response.json(exportOfApplication(view, await readView(view)), {
    headers: { "cache-control": "no-store", "content-disposition": `attachment; filename="application-${view.reference}.json"` },
  });
}
