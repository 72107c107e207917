import { receiveFromProvider } from "@/lib/evidence/gateways/provider-webhook";
import { env } from "@/lib/kernel/env";

export const dynamic = "force-dynamic";

/** Signed by the mail provider; it has no origin and no session, and needs none. */
export function POST(request: Request): Promise<Response> {
  return receiveFromProvider(request, { secret: env().RESEND_WEBHOOK_SECRET, now: new Date() });
}
