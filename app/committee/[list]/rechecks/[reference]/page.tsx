import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckList } from "@/components/evidence/check-list";
import { Form } from "@/components/form/form";
import { memberStatusBanner } from "@/components/membership/status";
import { AliasResponseWords } from "@/components/recheck/alias-response-words";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Day, MarginDate, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { kindInWords } from "@/lib/email/kinds";
import { checkTitles } from "@/lib/evidence/checks";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { forCommittee, statusLine, withTitle } from "@/lib/member/status";
import { isTroubled, troubleSentence } from "@/lib/recheck/contactability";
import { type FullRecheck, recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { DoneBanner } from "../done-banner";
import { recheckPath } from "../path";
import { Answers } from "./answers";
import { ExtendForm } from "./extend-form";
import { PhoneForm } from "./phone-form";
import { Questions } from "./questions";

type Props = { params: Promise<{ list: string; reference: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { list, reference } = await params;
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Re-check ${reference} – Committee – ${listOr404(list).name}`, robots: "noindex" };
}

/** One re-check: whom to contact while it waits for the member, the answers with the results of automatic checks, the alias, the emails. */
export default async function CommitteeRecheckPage({ params, searchParams }: Props) {
  const { list: slug, reference } = await params;
  const list = listOr404(slug);
  const person = await personOrSignIn(recheckPath({ list: slug, reference }));
  const search = await searchParams;
  const now = new Date();
  const today = dayOf(now);
  const view = await recheckForCommittee(person, list, { reference, now });
  if (view === null) notFound();
  const back = <BackLink href={`/committee/${slug}/rechecks`} words="Re-checks" />;
  if (view.view === "recused") {
    return (
      <PortalPage
        list={list}
        at={`/committee/${slug}`}
        statusBanner={{ waitingOn: "nobody", sentence: "You have a conflict of interest." }}
      >
        {back}
        <PageHeading
          caption={`Re-check ${reference}`}
          title={view.organization}
          lede="You have a conflict of interest. Other people will decide on this re-check."
        />
      </PortalPage>
    );
  }
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const path = recheckPath({ list: slug, reference });
  const { status } = view.recheck;
  const mayContact = (status === "open" || status === "expired") && view.newer === null && view.mayReview;
  return (
    <PortalPage list={list} at={`/committee/${slug}`} statusBanner={statusBannerOf(view, today)}>
      <ErrorSummary problems={problems} />
      <DoneBanner done={search.done} />
      {back}
      <PageHeading caption={`Re-check ${reference}`} title={view.organization} lede={ledeOf(view, today)} />
      <Status view={view} />
      {view.newer === null ? null : (
        <Entry margin="Newer" title="A newer re-check replaced this one">
          <p>
            This one can no longer be answered. The member now has to answer{" "}
            <a href={recheckPath({ list: slug, reference: view.newer })}>{view.newer}</a>.
          </p>
        </Entry>
      )}
      {mayContact ? <Reach view={view} path={path} problems={problems} kept={kept} today={today} /> : null}
      <Questions view={view} path={path} problems={problems} kept={kept} today={today} />
      <Answers view={view} path={path} problems={problems} kept={kept} />
      <Found view={view} />
      {mayContact ? null : <People view={view} />}
      <Emails view={view} />
      {view.mayOpen && status !== "open" && status !== "answered" ? (
        <Entry margin="Again" title="Another re-check">
          <LinkButton variant="second" href={`/committee/${slug}/rechecks/new?member=${view.memberId}`}>
            Start an extra re-check
          </LinkButton>
        </Entry>
      ) : null}
    </PortalPage>
  );
}

/** What it asks now, of the member and of the committee. */
function Status({ view: { status, recheck } }: { view: FullRecheck }) {
  const openTasks = status.openTasks.filter(({ reference }) => reference === recheck.reference);
  if (openTasks.length === 0) return null;
  return (
    <Entry margin="Status" title="Next action">
      <ul className="list">
        {openTasks.map((openTask) => (
          <li key={openTask.action}>{statusLine(openTask)}</li>
        ))}
      </ul>
    </Entry>
  );
}

/** While it waits for the member: whom to call, and what can be done without them. */
function Reach({ view, path, problems, kept, today }: Parameters<typeof PhoneForm>[0]) {
  return (
    <>
      <People view={view} />
      <Entry margin="Actions" title="Contact the member, or give it more time">
        <PhoneForm view={view} path={path} problems={problems} kept={kept} today={today} />
        {view.recheck.status === "open" ? (
          <>
            <ExtendForm view={view} path={path} problems={problems} kept={kept} />
            <Form action={`${path}/remind`} hidden={{ recheck: view.recheck.id }}>
              <Actions>
                <Button variant="second">Send a reminder to everybody at the member</Button>
              </Actions>
            </Form>
          </>
        ) : null}
      </Entry>
    </>
  );
}

/** Who has to act in this re-check: the reader's own part first. */
function statusBannerOf({ status, recheck, mayReview }: FullRecheck, today: string): StatusBannerProps {
  const openTasks = status.openTasks.filter(({ reference }) => reference === recheck.reference);
  const mine = mayReview ? openTasks.find(({ actor }) => actor === "committee") : undefined;
  const [pressing] = status.openTasks;
  const elsewhere = pressing === undefined ? status : withTitle(pressing);
  return memberStatusBanner(forCommittee(mine ?? openTasks[0] ?? elsewhere, { mine: mine !== undefined }), today);
}

function ledeOf({ recheck, dueOn, status, answeredAt, answeredBy, nextRecheckOn }: FullRecheck, today: string): React.ReactNode {
  const late = status.openTasks.find(({ kind, wasDueOn }) => kind === "recheck" && wasDueOn !== null);
  const graceEnds = late?.by ?? null;
  const removalFirst = status.openTasks.some(
    ({ kind, actor, by }) => kind === "recheck" && actor === "member" && late === undefined && by !== dueOn,
  );
  if (answeredAt !== null)
    return (
      <>
        {recheck.byPhone ? "Recorded by the committee" : `Sent by ${answeredBy ?? "the member"}`} on <Moment at={answeredAt} />.
      </>
    );
  if (recheck.endedOn !== null)
    return (
      <>
        Ended on <Day day={recheck.endedOn} />. The next one is on <Day day={nextRecheckOn} />.
      </>
    );
  return (
    <>
      Opened on <Day day={recheck.openedOn} />
      {removalFirst ? (
        ". The open removal may be carried out before this re-check is due."
      ) : (
        <>
          , due on <Day day={dueOn} today={today} />.
        </>
      )}{" "}
      {graceEnds === null ? null : (
        <>
          The grace period ends on <Day day={graceEnds} today={today} />.{" "}
        </>
      )}
      {isTroubled(recheck.pausedBecause) ? `The deadline is paused: ${troubleSentence(recheck.pausedBecause, "about this re-check")}` : ""}
    </>
  );
}

function Found({ view: { checks, aliasResponse, respondedBy, aliases } }: { view: FullRecheck }) {
  return (
    <Entry margin="Checks" title="Automatic checks">
      {aliases.map((address) => (
        <p key={address}>
          <Address address={address} />
        </p>
      ))}
      <AliasResponseWords aliasResponse={aliasResponse} />
      {respondedBy === null ? null : <QuotedText panel text={respondedBy} />}
      {checks.length === 0 ? (
        <Empty>No check has run yet. Checks run every week.</Empty>
      ) : (
        <CheckList
          checks={checks.map(({ id, name, target, result, sentence, at }) => ({
            key: id,
            name: `${checkTitles[name]}: ${target}`,
            result,
            sentence,
            at,
          }))}
        />
      )}
    </Entry>
  );
}

function People({ view: { contacts, people } }: { view: FullRecheck }) {
  return (
    <Entry margin="People" title="Who to call">
      {people.length === 0 ? <p>Nobody acts for this member.</p> : null}
      <ul className="list">
        {people.map(({ email, name, role }) => (
          <li key={email}>
            {name} ({role}) <Address address={email} />
          </li>
        ))}
      </ul>
      {contacts.map(({ spokeOn, spokeWith, said, by }) => (
        <div key={`${spokeOn} ${spokeWith} ${said}`} className="stack">
          <p>
            <Day day={spokeOn} />, {spokeWith}, recorded by {by}:
          </p>
          <QuotedText panel text={said} />
        </div>
      ))}
    </Entry>
  );
}

function Emails({ view: { emails } }: { view: FullRecheck }) {
  return (
    <Entry margin="Emails" title="Emails">
      {emails.length === 0 ? (
        <Empty>No email yet. Each email about this re-check appears here with its delivery status.</Empty>
      ) : (
        <DataTable
          caption="Emails about this re-check"
          columns={[{ head: "Email", names: true }, { head: "To" }, { head: "Written" }, { head: "State" }]}
          rows={emails.map(({ id, kind, recipient, createdAt, state }) => ({
            key: id,
            cells: [kindInWords(kind), <Address key="to" address={recipient} />, <MarginDate key="written" at={createdAt} />, state],
          }))}
        />
      )}
    </Entry>
  );
}
