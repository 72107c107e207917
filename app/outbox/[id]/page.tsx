import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmailPreview } from "@/components/ui/email-preview";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { moment } from "@/lib/kernel/calendar";
import { env, outboxIsOpen } from "@/lib/kernel/env";
import { outboxEmail } from "@/lib/views/emails";
import { PortalPage } from "../../portal-page";

export const metadata: Metadata = { title: "Email – Outbox – Forewarned", robots: "noindex" };

/** One email as it would have been sent, and the links in it, ready to be opened. */
export default async function OutboxEmailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!outboxIsOpen()) notFound();
  const email = await outboxEmail((await params).id, new Date());
  if (!email) notFound();
  const links = [...new Set(email.text?.match(/https?:\/\/\S+/g) ?? [])].filter((link) => link.startsWith(`${env().PORTAL_URL}/`));
  return (
    <PortalPage>
      <BackLink href={`/outbox?to=${encodeURIComponent(email.recipient)}`} words={`Emails to ${email.recipient}`} />
      <PageHeading title={email.subject ?? "This email has not been written yet"} lede={`${moment(email.createdAt)}. ${email.state}`} />
      {email.text === null ? (
        <p>The worker has not rendered it yet. Reload this page in a moment.</p>
      ) : (
        <EmailPreview subject={email.subject ?? ""} to={[email.recipient]} text={email.text} html={email.html ?? undefined} />
      )}
      {email.attachments.length === 0 ? null : (
        <>
          <h2>Files with this email</h2>
          <ul className="list">
            {email.attachments.map(({ filename }) => (
              <li key={filename}>
                <a href={`/outbox/${email.id}/${filename}`}>{filename}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {links.length === 0 ? null : (
        <>
          <h2>Links in this email</h2>
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
