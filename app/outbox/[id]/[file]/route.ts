import { outboxIsOpen } from "@/lib/kernel/env";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { outboxEmail } from "@/lib/views/emails";

type Params = { params: Promise<{ id: string; file: string }> };

/** A file of an email as it would have been sent. Where there is no outbox, nothing is here. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { id, file } = await params;
  const email = outboxIsOpen() ? await outboxEmail(id, new Date()) : null;
  const found = email?.attachments.find(({ filename }) => filename === file);
  if (found === undefined) return plainPage(404, "Page not found", notAllowed().message);
  return new Response(found.content, {
    headers: {
      "content-type": found.contentType,
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${found.filename}"`,
    },
  });
}
