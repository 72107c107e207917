import type { Metadata } from "next";
import { committeeMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { ConfirmAlias } from "@/components/alias/confirm-alias";
import { Actions, LinkButton } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { StatusIconStrip } from "@/components/ui/status-icon";
import { SummaryList } from "@/components/ui/summary-list";
import { answeredQuickly } from "@/lib/alias/rules";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { OpenRecheck } from "@/lib/member/recheck-open-tasks";
import { statusLine } from "@/lib/member/status";
import { effectiveOf } from "@/lib/roster/queries/effective";
import { memberDelivery } from "@/lib/views/member-delivery";
import type { Search } from "../../../here";
import { checksPath } from "../../alerts/path";
import { changesPath } from "../../alias-changes/path";
import { standingWords } from "../members-row";
import { DeliveryPause } from "./delivery-pause";
import { DeliveryOnList } from "./member-delivery";
import { OpenTasks } from "./open-tasks";
import { Reinstatement } from "./reinstatement";

type Props = { params: Promise<MemberParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return memberTitle(await params, "Member", { error: (await searchParams).kept !== undefined });
}

/** One member: name, standing, open tasks, representatives. */
export default async function CommitteeMemberPage({ params, searchParams }: Props) {
  const at = await params;
  const { done, kept } = await searchParams;
  const here = await committeeMemberHere(at, memberPath(at));
  const { member, list, person, today } = here;
  if (member.view === "recused") {
    return (
      <MemberPage here={here} tab="member" title={member.name}>
        <p>You have a conflict of interest with this organization, so you can only see its name.</p>
      </MemberPage>
    );
  }
  const effect = member.leftOn === null ? null : await effectiveOf(person, member.memberId);
  const delivery = member.view === "full" ? await memberDelivery(person, list, member.memberId, new Date()) : null;
  const [reviews, chairs] = [hasCommitteeRole(person, list.slug, "reviewer", "chair"), member.view === "full" && member.chairs];
  const stays = member.leftOn === null;
  return (
    <MemberPage here={here} tab="member" title={member.name} done={done} problems={problemsOf(await keptHere(kept))}>
      <Entry margin={<Day day={member.since} as="short" />} title="Standing" plain>
        <SummaryList
          rows={[
            { label: "Standing", value: stays ? standingWords[member.standing] : <LeftWords member={member} /> },
            ...(member.view === "full"
              ? [
                  { label: "Next action", value: statusLine(member.status) },
                  { label: "Criteria", value: <StatusIconStrip shapes={member.criteria.map(({ state }) => state)} /> },
                ]
              : []),
            { label: "Member since", value: <Day day={member.since} /> },
            ...(stays ? [nextRecheck(member, today)] : []),
            ...(effect === null
              ? []
              : [
                  {
                    label: "Mailing list",
                    value:
                      effect.effectiveAt === null ? (
                        <strong>Decided, not yet effective</strong>
                      ) : (
                        <>
                          Removed, effective <Moment at={effect.effectiveAt} />
                        </>
                      ),
                  },
                ]),
          ]}
        />
      </Entry>
      {member.view === "summary" ? <p className="meta">Only reviewers, chairs and auditors of the list can see the rest.</p> : null}
      {member.view === "full" ? (
        <>
          <DeliveryPause at={at} pause={member.open.pause} reviews={reviews} chairs={chairs} />
          <DeliveryOnList list={list.slug} memberId={member.memberId} delivery={delivery} />
          <Reinstatement at={at} asked={member.reinstatement} reviews={reviews} />
          <Entry margin="Open" title="Open tasks">
            <OpenTasks slug={list.slug} member={member} />
            {reviews && stays ? (
              <ConfirmAlias
                openTasks={member.status.openTasks}
                ask={{ action: memberPath(at, "ask-alias"), hidden: { now: "yes" } }}
                mayAskAgain
                change={chairs && member.open.aliasChange === null ? changesPath(list.slug, "new", { member: member.memberId }) : null}
              />
            ) : null}
            <Actions>
              {reviews && stays && member.open.removal === null ? (
                <LinkButton variant="second" href={memberPath(at, "removal")}>
                  Propose removal
                </LinkButton>
              ) : null}
              {chairs && stays && member.open.pause === null ? (
                <LinkButton variant="second" href={memberPath(at, "pause")}>
                  Pause delivery
                </LinkButton>
              ) : null}
              {chairs && stays && (member.open.recheck === null || member.open.recheck.status === "expired") ? (
                <LinkButton variant="second" href={`/committee/${list.slug}/rechecks/new?member=${member.memberId}`}>
                  Start a re-check
                </LinkButton>
              ) : null}
              {chairs && !stays && member.reinstatement === null ? (
                <LinkButton variant="second" href={memberPath(at, "reinstate")}>
                  Reinstate
                </LinkButton>
              ) : null}
            </Actions>
          </Entry>
          <Entry margin="Contacts" title="Contacts">
            <SummaryList
              rows={[
                {
                  label: "Contact alias",
                  value:
                    member.aliases.length === 0
                      ? "None"
                      : member.aliases.map(({ address, answeredAt, quickAt }) => (
                          <p key={address}>
                            <Address address={address} />
                            <span className="quiet block">
                              {quickAt !== null ? (
                                answeredQuickly
                              ) : answeredAt === null ? (
                                "Nobody has answered an email there yet"
                              ) : (
                                <>
                                  Last answered <Moment at={answeredAt} />
                                </>
                              )}
                            </span>
                          </p>
                        )),
                },
                {
                  label: "Domains",
                  value: member.domains.length === 0 ? "None" : <span className="exact">{member.domains.join(", ")}</span>,
                },
                ...member.people.map(({ name, email, role, since }) => ({
                  label: `Representative, ${role}`,
                  value: (
                    <>
                      {name} <Address address={email} />{" "}
                      <span className="quiet">
                        since <Moment at={since} />
                      </span>
                    </>
                  ),
                })),
              ]}
            />
            {chairs && stays && member.open.aliasChange === null ? (
              <p>
                <a href={changesPath(list.slug, "new", { member: member.memberId })}>Change the contact alias</a>, if the organization
                cannot request it itself
              </p>
            ) : null}
            <p>
              <a href={checksPath(list.slug, member.memberId)}>What was checked automatically</a>
            </p>
            {member.people.length === 0 ? (
              <p>Nobody acts for this organization. Somebody can take over through an access recovery.</p>
            ) : null}
            {member.applicationReference === null ? null : (
              <p>
                <a href={`/committee/${list.slug}/applications/${member.applicationReference}`}>
                  Its application {member.applicationReference}
                </a>
              </p>
            )}
          </Entry>
        </>
      ) : null}
    </MemberPage>
  );
}

function LeftWords({ member }: { member: { leftOn: string | null; endedAs?: "left" | "removed" | null } }) {
  const how = member.endedAs === "removed" ? "Removed on " : "Left on ";
  return (
    <>
      {how}
      <Day day={member.leftOn ?? ""} />
    </>
  );
}

/** The re-check that is under way, or the day of the next one. */
function nextRecheck(
  { openRecheck: open, nextRecheckOn }: { readonly openRecheck: OpenRecheck; readonly nextRecheckOn: CalendarDay },
  today: CalendarDay,
) {
  if (open === null) return { label: "Next re-check", value: <Day day={nextRecheckOn} today={today} /> };
  if (open.isAnswered) return { label: "Open re-check", value: `${open.reference}, answers sent` };
  const due = open.dueOn === null ? null : <Day day={open.dueOn} today={today} />;
  return {
    label: "Open re-check",
    value: (
      <>
        {open.reference}
        {due === null ? null : <>, due on {due}</>}
      </>
    ),
  };
}
