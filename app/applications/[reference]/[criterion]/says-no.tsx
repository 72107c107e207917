import { Actions, LinkButton } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import type { ApplicantView } from "@/lib/application/applicant-view";
import type { saysNo } from "@/lib/application/rules";
import { longDate } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { pathOf } from "../../here";

/** A "no" is an answer and no error: what follows from it, and the ways on. */
export function SaysNo({
  says,
  criterion,
  list,
  view,
  caption,
  next,
}: {
  says: NonNullable<ReturnType<typeof saysNo>>;
  criterion: string;
  list: ListDefinition;
  view: ApplicantView;
  caption: string;
  next: string | null;
}) {
  const onwards = next === null ? pathOf(view.reference, "check") : pathOf(view.reference, next);
  if (says === "declined") {
    return (
      <>
        <PageHeading
          caption={caption}
          title="You cannot apply without accepting the embargo policy"
          lede="All members make the same promise to each other. Without it, you cannot be told about vulnerabilities before the public."
        />
        <div className="stack">
          <p>
            Your draft is kept until {longDate(view.draftEndsOn)}. If somebody authorized to sign for your organization is ready to accept
            the policy later, come back to this page.
          </p>
          <h2>Other ways to learn about fixes</h2>
          <ul className="list">
            {list.otherChannels.map(({ name, url }) => (
              <li key={url}>
                <a href={url}>{name}</a>
              </li>
            ))}
          </ul>
          <Actions>
            <LinkButton href={pathOf(view.reference)}>Return to the application</LinkButton>
            <LinkButton variant="second" href={pathOf(view.reference, criterion)}>
              Change the answer
            </LinkButton>
          </Actions>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeading
        caption={caption}
        title="You can continue, but the committee may ask about this"
        lede="Your answer is saved. It does not meet this criterion yet."
      />
      <div className="stack">
        <p>
          You can send the application anyway. The committee may then ask about it, or decline the application and say what would help.
          Sending it now makes sense if you expect a decision from the other list soon.
        </p>
        <p>
          If you have a question about it, write to <a href={`mailto:${list.contact.email}`}>{list.contact.email}</a>.
        </p>
        <Actions>
          <LinkButton href={onwards}>Continue</LinkButton>
          <LinkButton variant="second" href={pathOf(view.reference)}>
            Return to the application
          </LinkButton>
        </Actions>
      </div>
    </>
  );
}
