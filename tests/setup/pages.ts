import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { database } from "@/db/client";
import { person, session } from "@/db/schema";
import { sha256 } from "@/lib/kernel/token";
import { inBrowserOf, inStrangersBrowser } from "../visibility/browser";
import { drawPage } from "../visibility/drawing";

type Asked = {
  readonly params: Record<string, string>;
  readonly search?: Record<string, string>;
  /** The moment at which it is read, where that is not now. */
  readonly at?: Date;
};

/**
 * What a page shows to somebody, by their address, or to a visitor (null): its words without tags and properties, as a reader would
 * read them. Fails where the page does not open. The file that calls it mocks "next/headers" with tests/visibility/browser.
 */
export async function pageWords(email: string | null, file: string, asked: Asked): Promise<string> {
  return (await pageHtml(email, file, asked))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replaceAll(/ ([.,;:])/g, "$1");
}

/** The same with its elements and their properties, as tests/visibility/drawing draws them. */
export async function pageHtml(email: string | null, file: string, { params, search = {}, at }: Asked): Promise<string> {
  const draw = () => drawnAt(at, () => drawPage(file, { params, search }));
  const sent = await (email === null
    ? inStrangersBrowser(null, "203.0.113.7", draw)
    : inBrowserOf({ session: await sessionOf(email) }, "fresh", draw));
  if (sent.status !== 200) throw new Error(`${file} answers ${sent.status} ${sent.location}`);
  return sent.body;
}

async function drawnAt(at: Date | undefined, draw: () => ReturnType<typeof drawPage>): ReturnType<typeof drawPage> {
  if (at === undefined) return draw();
  vi.useFakeTimers({ now: at, toFake: ["Date"] });
  try {
    return await draw();
  } finally {
    vi.useRealTimers();
  }
}

async function sessionOf(email: string): Promise<{ fresh: string; stale: string }> {
  const [found] = await database().select({ id: person.id }).from(person).where(eq(person.email, email));
  if (found === undefined) throw new Error(`${email} is nobody here`);
  const token = randomUUID();
  const now = new Date();
  await database()
    .insert(session)
    .values({ sessionToken: sha256(token), userId: found.id, expires: new Date(now.getTime() + 86_400_000), signedInAt: now });
  return { fresh: token, stale: token };
}
