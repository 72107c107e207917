import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WishSummary } from "@/components/alias/wish-summary";
import { Form } from "@/components/form/form";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { agreementWords } from "@/lib/alias/change-rules";
import { type AssessedWish, assessedWish } from "@/lib/alias/queries/change";
import { aliasCheckHours } from "@/lib/alias/rules";
import { wishIn } from "@/lib/alias/wish";
import type { Person } from "@/lib/kernel/actor";
import { addDays, type Day as CalendarDay } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { Refusal } from "@/lib/kernel/refusal";
import { count } from "@/lib/list/words";
import { PortalPage } from "../../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const search = await searchParams;
  const refused = problemsOf(await keptHere(search.kept)).length > 0;
  return titleOf((await params).list, "Check and ask – Contact alias", refused ? search : {});
}

/** Explains what happens, in order and with times, and asks for confirmation. */
export default async function CheckAliasPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person, member, today, at } = await membershipHere((await params).list, "alias/check", search);
  const kept = await keptHere(search.kept);
  if (kept === null) redirect(at("alias/new"));
  const wish = wishIn(kept.fields);
  const assessed = await decide(person, member.memberId, wish);
  const again = at("alias/new", { kept: search.kept ?? "" });
  if (assessed === null) redirect(again);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(kept).map(({ message }) => ({ field: "", message }))} />
      <BackLink href={again} words="New address and reason" />
      <PageHeading caption={member.name} title="Check, then ask for the change" lede="The request has not been sent yet." />
      <div className="stack">
        <WishSummary
          oldAddress={assessed.old?.address ?? null}
          newAddress={assessed.address}
          reason={wish.reason}
          reachesTeam={wish.reachesTeam}
          warnings={assessed.warnings.map(({ message }) => message)}
          change={again}
        />
        <h2>What happens, in this order</h2>
        <Steps assessed={assessed} today={today} />
        <Form action={`/membership/${list.slug}/alias/ask`} hidden={{ member: member.memberId, ...fields(wish) }}>
          <Actions>
            <Button>Ask for the change</Button>
            <LinkButton variant="second" href={at("alias")}>
              Cancel
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </PortalPage>
  );
}

function Steps({ assessed, today }: { assessed: AssessedWish; today: CalendarDay }) {
  const answerBy = addDays(today, assessed.answerWithinDays);
  return (
    <ol className="list">
      <li>
        Today, an email is sent to the new address to ask whether it is monitored. The committee, the readers of the current address and
        everybody who acts for the organization are told. All of them can stop the change.
      </li>
      <li>
        By <Day day={answerBy} as="weekday" today={today} />, somebody at the new address has to answer. Otherwise nothing changes. The link
        in the email expires after {aliasCheckHours} hours; until that day you can send a new one.
      </li>
      <li>
        {assessed.waitDays === 0 ? "As soon as somebody has answered" : `${count(assessed.waitDays, "day")} after that answer`}, the new
        address starts to receive emails too. Before that, everybody who was notified can stop the change.
      </li>
      {assessed.why.length === 0 ? null : (
        <li>
          Before that, two people on the committee have to agree:
          <ul className="list">
            {assessed.why.map((reason) => (
              <li key={reason}>{agreementWords[reason]}</li>
            ))}
          </ul>
        </li>
      )}
      <li>
        A second email is sent to the new address.{" "}
        {assessed.old === null ? "Once it is answered, both stay in use." : "Once it is answered, the current address is removed."}
      </li>
      <li>There is always at least one monitored address.</li>
    </ol>
  );
}

/** The request as validated now; null when something is no longer valid, which the previous page shows. */
async function decide(person: Person, memberId: string, wish: ReturnType<typeof wishIn>): Promise<AssessedWish | null> {
  try {
    return await assessedWish(person, memberId, wish, new Date());
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function fields({ mode = "", ...rest }: ReturnType<typeof wishIn>): Readonly<Record<string, string>> {
  return { mode, ...rest };
}
