import { createHash } from "node:crypto";
import type { ListDefinition } from "@/lib/list/definition";
import { rosterVersion } from "./queries";

/** The last body of each file, by its version: a roster changes a few times a year and is read all day. */
const bodies = new Map<string, { version: string; body: string; etag: string }>();

/**
 * Answers with a public file of the roster. It may be kept for five minutes and never be served when it is older. The ETag is a hash of the
 * body, so that it is the same on every process and after a restart. `write` is called only when the roster has changed since this process
 * last wrote it. The page of the roster has no ETag: it carries another nonce each time, and is sent with `no-store`.
 */
export async function publicFile(request: Request, list: ListDefinition, type: string, write: () => Promise<string>): Promise<Response> {
  const version = await rosterVersion(list);
  const key = `${list.slug} ${type}`;
  let kept = bodies.get(key);
  if (kept?.version !== version) {
    const body = await write();
    kept = { version, body, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
    bodies.set(key, kept);
  }
  const headers = { "content-type": type, "cache-control": "public, max-age=300, must-revalidate", etag: kept.etag };
  return isKnown(request.headers.get("if-none-match"), kept.etag)
    ? new Response(null, { status: 304, headers })
    : new Response(kept.body, { headers });
}

/** RFC 9110 section 13.1.2: tags are compared without their mark of weakness, and "*" is any. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}
