import type { Metadata } from "next";
import { statusSentences } from "@/components/application/status-heading";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Reference } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { type MyApplication, myApplications } from "@/lib/application/queries";
import { listBySlug } from "@/lib/list/lookup";
import { lists, PortalPage, personOrSignIn } from "../portal-page";

export const metadata: Metadata = { title: "My applications – Forewarned", robots: "noindex" };

const columns = [{ head: "Organization", names: true }, { head: "Reference" }, { head: "List" }, { head: "State" }, { head: "By" }];

/** Every application in which the reader writes, newest first. */
export default async function ApplicationsPage() {
  const person = await personOrSignIn("/applications");
  const applications = await myApplications(person);
  return (
    <PortalPage at="/applications">
      <PageHeading title="My applications" lede={`The applications that ${person.email} works on.`} />
      {applications.length === 0 ? (
        <Empty>
          Applications that you work on appear here. You can start one
          {lists().map(({ slug, name }, index) => (
            <span key={slug}>
              {index === 0 ? ": " : ", "}
              <a href={`/${slug}/apply`}>{name}</a>
            </span>
          ))}
          . If a colleague invited you, open the link in the invitation email first.
        </Empty>
      ) : (
        <DataTable
          caption="My applications"
          columns={columns}
          rows={applications.map((each) => ({
            key: each.reference,
            cells: [
              <a key="open" href={`/applications/${each.reference}`}>
                {each.organization}
              </a>,
              <Reference key="reference" reference={each.reference} />,
              listBySlug(lists(), each.list)?.name ?? each.list,
              stateWords[each.status],
              dueDay(each),
            ],
          }))}
        />
      )}
    </PortalPage>
  );
}

const stateWords: Readonly<Record<MyApplication["status"], string>> = {
  draft: "Draft",
  submitted: "With the committee",
  information_requested: "Question for you",
  accepted: statusSentences.accepted,
  declined: statusSentences.declined,
  withdrawn: "Ended",
};

function dueDay({ status, draftEndsOn, decisionDueOn }: MyApplication): React.ReactNode {
  if (status === "draft") return <Day day={draftEndsOn} as="short" />;
  return status === "submitted" && decisionDueOn !== null ? <Day day={decisionDueOn} as="short" /> : "";
}
