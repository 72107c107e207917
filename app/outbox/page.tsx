import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Address } from "@/components/ui/exact";
import { FilterForm } from "@/components/ui/filter-form";
import { PageHeading } from "@/components/ui/page-heading";
import { moment } from "@/lib/kernel/calendar";
import { outboxIsOpen } from "@/lib/kernel/env";
import { outboxEmails } from "@/lib/views/emails";
import { PortalPage } from "../portal-page";

export const metadata: Metadata = { title: "Outbox – Forewarned", robots: "noindex" };

type Props = { searchParams: Promise<{ to?: string }> };

/** Replaces all mailboxes in demo, development and tests; does not exist in production. */
export default async function OutboxPage({ searchParams }: Props) {
  if (!outboxIsOpen()) notFound();
  const { to } = await searchParams;
  const recipient = typeof to === "string" && to.trim() !== "" ? to.trim() : null;
  const emails = await outboxEmails(new Date(), { to: recipient });
  return (
    <PortalPage>
      <PageHeading
        title="Outbox"
        lede="The emails of this portal, newest first. It has no mail provider, so they stay on this machine, and anybody who can open this page can read them."
      />
      <FilterForm
        action="/outbox"
        label="Show emails"
        filters={[{ type: "text", name: "to", label: "To one address", value: recipient ?? "" }]}
      />
      {emails.length === 0 ? (
        <Empty>No emails yet. An email appears here a moment after it is written.</Empty>
      ) : (
        <DataTable
          caption="Emails"
          columns={[{ head: "Subject", names: true }, { head: "To" }, { head: "Written" }, { head: "State" }]}
          rows={emails.map(({ id, kind, subject, recipient: address, createdAt, state }) => ({
            key: id,
            cells: [
              <a key="open" href={`/outbox/${id}`}>
                {subject ?? kind}
              </a>,
              <Address key="to" address={address} />,
              moment(createdAt),
              state,
            ],
          }))}
        />
      )}
    </PortalPage>
  );
}
