import type { ListDefinition } from "@/lib/list/definition";
import { rosterVersion } from "./queries";

/** The last body of each file, by its version: a roster changes a few times a year and is read all day. */
const bodies = new Map<string, { version: string; body: string }>();

/**
 * Answers with a public file of the roster: a short public life, and an ETag by which a reader who has it learns so without
 * the roster being read. `write` is called only when the roster has changed since this process last wrote it.
 */
export async function publicFile(request: Request, list: ListDefinition, type: string, write: () => Promise<string>): Promise<Response> {
  const version = await rosterVersion(list);
  const etag = `"${list.slug}-${version}-${list.roster.publishesAddresses ? "a" : "o"}"`;
  const headers = { "content-type": type, "cache-control": "public, max-age=300, stale-while-revalidate=3600", etag };
  if (request.headers.get("if-none-match")?.split(/,\s*/).includes(etag)) return new Response(null, { status: 304, headers });

  const key = `${list.slug} ${type}`;
  let kept = bodies.get(key);
  if (kept?.version !== version) {
    kept = { version, body: await write() };
    bodies.set(key, kept);
  }
  return new Response(kept.body, { headers });
}
