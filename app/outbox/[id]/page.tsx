import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LetterPreview } from "@/components/ui/letter-preview";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { moment } from "@/lib/kernel/calendar";
import { env, outboxIsOpen } from "@/lib/kernel/env";
import { outboxLetter } from "@/lib/letter/queries";
import { PortalPage } from "../../portal-page";

export const metadata: Metadata = { title: "Letter – Outbox – Forewarned", robots: "noindex" };

/** One letter as it would have been sent, and the links in it, ready to be opened. */
export default async function OutboxLetterPage({ params }: { params: Promise<{ id: string }> }) {
  if (!outboxIsOpen()) notFound();
  const letter = await outboxLetter((await params).id, new Date());
  if (!letter) notFound();
  const links = [...new Set(letter.text?.match(/https?:\/\/\S+/g) ?? [])].filter((link) => link.startsWith(`${env().PORTAL_URL}/`));
  return (
    <PortalPage>
      <BackLink href={`/outbox?to=${encodeURIComponent(letter.recipient)}`} words={`Letters to ${letter.recipient}`} />
      <PageHeading title={letter.subject ?? "This letter is not written yet"} lede={`${moment(letter.createdAt)}. ${letter.state}`} />
      {letter.text === null ? (
        <p>The worker has not come to it yet. Load this page again in a moment.</p>
      ) : (
        <LetterPreview subject={letter.subject ?? ""} to={[letter.recipient]} text={letter.text} html={letter.html ?? undefined} />
      )}
      {letter.attachments.length === 0 ? null : (
        <>
          <h2>Files with this letter</h2>
          <ul className="list">
            {letter.attachments.map(({ filename }) => (
              <li key={filename}>
                <a href={`/outbox/${letter.id}/${filename}`}>{filename}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {links.length === 0 ? null : (
        <>
          <h2>Links in this letter</h2>
          <ul className="list">
            {links.map((link) => (
              <li key={link}>
                <a href={link}>{link}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </PortalPage>
  );
}
