import type { Metadata } from "next";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import { ownMemberships } from "@/lib/member/queries";
import { standing } from "@/lib/member/standing";
import { listOr404, PortalPage, personOrSignIn } from "../../portal-page";

type Params = { params: Promise<{ list: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Membership – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The member's own place: whether there is anything to do, the alias, the people, what was last confirmed. */
export default async function MembershipPage({ params }: Params) {
  const list = listOr404((await params).list);
  const person = await personOrSignIn(`/membership/${list.slug}`);
  const memberships = await ownMemberships(person, list.slug);
  const today = dayOf(new Date());
  const criteria = criteriaInForce(list, today);
  const [first] = memberships;
  const due = first !== undefined && standing(first, today) === "re-check due";
  return (
    <PortalPage
      list={list}
      bearing={
        first === undefined
          ? undefined
          : due
            ? {
                whose: "ours",
                sentence: (
                  <>
                    The re-check was due on <Day day={first.nextRecheckOn} />. The committee writes to you; until then nothing changes.
                  </>
                ),
              }
            : {
                whose: "nobody",
                sentence: (
                  <>
                    Next re-check: <Day day={first.nextRecheckOn} />.
                  </>
                ),
              }
      }
    >
      <PageHeading title="Membership" lede={`What the ${list.name} list knows of your organization.`} />
      {memberships.length === 0 ? (
        <Empty>
          None of the organizations you act for is a member of this list. <a href={`/${list.slug}/apply`}>Start an application</a>, or ask a
          colleague who is a contact to invite you.
        </Empty>
      ) : null}
      {memberships.map((member) => (
        <Entry
          key={member.memberId}
          margin={
            <>
              Since <Day day={member.since} as="short" />
            </>
          }
          title={member.name}
        >
          <SummaryList
            rows={[
              { label: "Standing", value: standingWords[standing(member, today)] },
              { label: "Contact alias", value: member.alias === null ? "None" : <Address address={member.alias} /> },
              { label: "Alias last answered", value: member.aliasAnsweredAt === null ? "Not yet" : <Moment at={member.aliasAnsweredAt} /> },
              { label: "Contacts", value: member.contacts.map(({ name, role }) => `${name} (${role})`).join(", ") },
              ...criteria.map(({ key, title }) => {
                const confirmed = member.answers.find(({ criterion }) => criterion === key);
                return {
                  label: title,
                  value: confirmed ? (
                    <>
                      Confirmed on <Day day={confirmed.confirmedOn} />
                    </>
                  ) : (
                    "Not asked yet"
                  ),
                };
              }),
            ]}
          />
          {member.applicationReference === null ? null : (
            <p>
              <a href={`/applications/${member.applicationReference}`}>Read the application</a>
            </p>
          )}
        </Entry>
      ))}
      {memberships.length === 0 ? null : (
        <Entry margin="Changes" title="Another contact alias, another name, leaving">
          <p>
            Write to <a href={`mailto:${list.contact.email}`}>{list.contact.email}</a> from the address you sign in with. The alias in force
            keeps receiving until the new one has answered. No new application is needed.
          </p>
        </Entry>
      )}
    </PortalPage>
  );
}

const standingWords = {
  "not yet a member": "Not yet a member",
  member: "Member",
  "re-check due": "Member; a re-check is due",
  left: "Left the list",
} as const;
