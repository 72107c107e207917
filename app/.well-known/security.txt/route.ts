import { lists } from "@/app/portal-page";
import { env } from "@/lib/kernel/env";

export const dynamic = "force-dynamic";

const daysAhead = 180;

/** Whom to tell about a weakness of this portal (RFC 9116): the contact of each list hosted here. */
export function GET(): Response {
  const expires = new Date(Date.now() + daysAhead * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  const contacts = [...new Set(lists().map(({ contact }) => `Contact: mailto:${contact.email}`))];
  const text = [
    ...contacts,
    `Expires: ${expires.toISOString()}`,
    `Canonical: ${env().PORTAL_URL}/.well-known/security.txt`,
    "Preferred-Languages: en",
    "",
  ].join("\n");
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
