import { health } from "@/lib/worker/health";

export const dynamic = "force-dynamic";

/** 200 when the portal can serve, 503 when it cannot; says which part is missing. */
export async function GET(): Promise<Response> {
  const found = await health();
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
