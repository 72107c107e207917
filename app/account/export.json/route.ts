import { currentActor } from "@/lib/identity/current-actor";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { exportOfPerson } from "@/lib/review/queries/own-data";

/** The portal's data about the person who is signed in. 404 for everybody else. */
export async function GET(): Promise<Response> {
  const exported = await exportOfPerson(await currentActor());
  if (exported === null) return plainPage(404, "Page not found", notAllowed().message);
  return Response.json(exported, {
    headers: { "cache-control": "no-store", "content-disposition": 'attachment; filename="account.json"' },
  });
}
