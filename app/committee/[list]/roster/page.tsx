import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { memberPath } from "@/app/committee/member-page";
import { Form } from "@/components/form/form";
import { Panel } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { dayOf, relativeDays } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { count } from "@/lib/list/words";
import { type RosterPlanView, rosterPlanFor } from "@/lib/roster/queries/plan";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { Done, type Search } from "../../here";
import { CommitteeSections } from "../../sections";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Mailing list – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

const becauseWords = {
  left: "It left or was removed",
  paused: "A delivery pause was decided",
  "let-go": "The address was replaced",
  unconfirmed: "It was reinstated, and nobody has confirmed the address since",
} as const;

/** What is to be done on the mailing list itself, what is decided but not yet effective, and when a plan was last marked as applied. */
export default async function RosterPlanPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/roster`;
  const person = await personOrSignIn(here);
  const { kept, done } = await searchParams;
  const now = new Date();
  const view = await rosterPlanFor(person, list, now);
  if (view === null) notFound();
  const problems = problemsOf(await keptHere(kept));
  const today = dayOf(now);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={statusBannerOf(view)}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={done} />}
      <CommitteeSections list={list.slug} at="roster" viewer={person} />
      <PageHeading
        title="Mailing list"
        caption="Committee"
        lede="This page lists the changes to make to the mailing list. A person makes them there and marks the plan as applied here."
      />
      <p className="meta mb-6">
        As of <Day day={today} />;{" "}
        {view.appliedAt === null ? (
          "nobody has recorded which addresses the mailing list contains."
        ) : (
          <>
            the last plan was marked as applied on <Moment at={view.appliedAt} />.
          </>
        )}
      </p>
      {view.behind.length === 0 ? null : (
        <Entry margin="Late" title="Decided, not yet effective">
          <p>The mailing list still contains these addresses. Do not send an early notice until they are removed.</p>
          <DataTable
            caption="Decided, not yet effective"
            columns={[
              { head: "Member", names: true },
              { head: "Why" },
              { head: "Since" },
              ...(view.readsAddresses ? [{ head: "Address" }] : []),
            ]}
            rows={view.behind.map(({ memberId, organization, because, since, address }, index) => ({
              key: `${memberId} ${index}`,
              cells: [
                <a key="member" href={memberPath({ list: list.slug, memberId })}>
                  {organization}
                </a>,
                becauseWords[because],
                <span key="since">
                  <Day day={dayOf(since)} as="short" />
                  <span className="overdue block">{relativeDays(today, dayOf(since))}</span>
                </span>,
                <AddressOrNot key="address" address={address} />,
              ],
            }))}
          />
        </Entry>
      )}
      {view.toAdd === 0 ? null : (
        <Entry margin="Missing" title="Not on the mailing list yet">
          <p>
            {count(view.toAdd, "address", "addresses")} to add to the mailing list. Until a person does that, nothing is delivered to{" "}
            {view.toAdd === 1 ? "it" : "them"}.
          </p>
        </Entry>
      )}
      <Entry margin={view.plan === null ? "Plan" : `Plan ${view.plan.number}`} title="The plan">
        {view.plan === null ? (
          <Empty>No plan is open. Create one to see which addresses to add to the mailing list, and which to remove.</Empty>
        ) : (
          <PlanPanel plan={view.plan} readsAddresses={view.readsAddresses} />
        )}
        {view.mayApply && view.plan !== null ? (
          <Form action={`${here}/applied`} hidden={{ plan: String(view.plan.number) }} label="Mark the plan as applied">
            <Button>Mark plan {view.plan.number} as applied</Button>
          </Form>
        ) : null}
        {view.mayApply ? (
          <Form action={`${here}/plan`} hidden={{ now: "yes" }} label="Create the plan">
            <Button variant="second">{view.plan === null ? "Create the plan" : "Create the plan again"}</Button>
          </Form>
        ) : null}
        {view.readsAddresses ? (
          <p className="quiet">
            The whole plan: <span className="exact">portal roster plan --list {list.slug}</span>
          </p>
        ) : (
          <ReadsCounts freshWouldHelp={hasCommitteeRole(person, list.slug, "chair", "auditor")} />
        )}
      </Entry>
    </PortalPage>
  );
}

/** No address is shown of a member on which the reader has a conflict of interest. */
function AddressOrNot({ address }: { address: string | null }) {
  return address === null ? <span className="quiet">You have a conflict of interest</span> : <Address address={address} />;
}

function PlanPanel({ plan, readsAddresses }: { plan: NonNullable<RosterPlanView["plan"]>; readsAddresses: boolean }) {
  const { added, removed, changes, madeAt } = plan;
  return (
    <>
      <Panel>
        <p>
          <strong>
            {count(removed, "address", "addresses")} to remove, {count(added, "address", "addresses")} to add.
          </strong>{" "}
          Created on <Moment at={madeAt} />.
        </p>
      </Panel>
      {readsAddresses ? (
        <DataTable
          caption="Changes in the plan"
          columns={[{ head: "Address", names: true }, { head: "Member" }, { head: "What" }]}
          rows={changes.map(({ change, organization, address }, index) => ({
            key: `${change} ${index}`,
            cells: [
              <AddressOrNot key="address" address={address} />,
              organization,
              change === "add" ? "Add" : <strong key="what">Remove</strong>,
            ],
          }))}
        />
      ) : null}
      {readsAddresses && changes.length < added + removed ? <p className="quiet">The first {changes.length} are shown.</p> : null}
    </>
  );
}

function ReadsCounts({ freshWouldHelp }: { freshWouldHelp: boolean }) {
  return (
    <p className="quiet">
      {freshWouldHelp
        ? "The addresses are only shown if you signed in within the last 30 minutes. Sign in again to see them."
        : "Only chairs and auditors can see the addresses. You can see how many there are."}
    </p>
  );
}

function statusBannerOf({ behind, planned, plan, toAdd, mayApply }: RosterPlanView): StatusBannerProps {
  const waitingOn = mayApply ? "you" : "committee";
  const holds = "the mailing list contains addresses that must not receive anything.";
  if (behind.length > 0) return { waitingOn, sentence: planned ? `Apply the plan: ${holds}` : `Create a new plan and apply it: ${holds}` };
  if (plan !== null) return { waitingOn, sentence: `Apply plan ${plan.number} to the mailing list, then mark it as applied here.` };
  if (toAdd > 0)
    return {
      waitingOn,
      sentence: `Create the plan and apply it: ${count(toAdd, "address is", "addresses are")} missing from the mailing list.`,
    };
  return { waitingOn: "nobody", sentence: "No plan is open." };
}
