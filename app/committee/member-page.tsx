import { notFound } from "next/navigation";
import { cache } from "react";
import { memberStatusBanner } from "@/components/membership/status";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { Tabs } from "@/components/ui/tabs";
import { currentActor } from "@/lib/identity/current-actor";
import { hasCommitteeRole, type Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { Problem } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenTask } from "@/lib/member/open-task";
import { forCommittee } from "@/lib/member/status";
import { type MemberForCommittee, memberForCommittee } from "@/lib/views/member";
import { listOr404, PortalPage, personOrSignIn } from "../portal-page";
import { Done } from "./here";
import { MissingPeople } from "./missing-people";

export type MemberParams = { readonly list: string; readonly memberId: string };
type FullMember = Extract<MemberForCommittee, { view: "full" }>;

/** The address of a page about one member, for its committee. */
export function memberPath({ list, memberId }: { readonly list?: string; readonly memberId?: string }, ...rest: readonly string[]): string {
  return `/committee/${[list ?? "", "members", memberId ?? "", ...rest].map(encodeURIComponent).join("/")}`;
}

/** One reading a request, for the title and the page alike. */
const memberHere = cache(async (slug: string, memberId: string, today: Day) =>
  memberForCommittee(await currentActor(), listOr404(slug), memberId, today),
);

export type CommitteeMemberHere = {
  readonly list: ListDefinition;
  readonly person: Person;
  readonly today: Day;
  readonly member: MemberForCommittee;
};

/** The member of an address, for its committee. Visitors sign in first; to everybody without a role it does not exist. */
export async function committeeMemberHere({ list: slug, memberId }: MemberParams, path: string): Promise<CommitteeMemberHere> {
  const list = listOr404(slug);
  const person = await personOrSignIn(path);
  const today = dayOf(new Date());
  const member = await memberHere(slug, memberId, today);
  if (member === null) notFound();
  return { list, person, today, member };
}

/** As `committeeMemberHere`, for pages that only those who read everything of the member have. */
export async function fullMemberHere(params: MemberParams, path: string): Promise<CommitteeMemberHere & { readonly member: FullMember }> {
  const here = await committeeMemberHere(params, path);
  if (here.member.view !== "full") notFound();
  return { ...here, member: here.member };
}

/** "[Error: ]Page – Globex – Istio early disclosure"; nothing of it for those who may not know it. */
export async function memberTitle(
  { list: slug, memberId }: MemberParams,
  page: string,
  { error = false } = {},
): Promise<{ title: string; robots: string }> {
  const member = await memberHere(slug, memberId, dayOf(new Date()));
  const title =
    member === null ? "Page not found – Forewarned" : `${error ? "Error: " : ""}${page} – ${member.name} – ${listOr404(slug).name}`;
  return { title, robots: "noindex" };
}

type TabName = "member" | "criteria" | "emails" | "log";

const tabs: readonly { readonly name: TabName; readonly words: string; readonly path: string }[] = [
  { name: "member", words: "Member", path: "" },
  { name: "criteria", words: "Criteria", path: "criteria" },
  { name: "emails", words: "Emails", path: "emails" },
  { name: "log", words: "Log", path: "log" },
];

type Props = {
  here: CommitteeMemberHere;
  tab?: TabName;
  title: React.ReactNode;
  lede?: React.ReactNode;
  problems?: readonly Problem[];
  done?: string;
  children: React.ReactNode;
};

/** The frame of every page about one member: who acts next, a link back, its name and standing, its pages. */
export function MemberPage({ here, tab, title, lede, problems = [], done, children }: Props) {
  const { list, member } = here;
  const at = { list: list.slug, memberId: member.memberId };
  return (
    <PortalPage list={list} statusBanner={statusBannerOf(here)} at={`/committee/${list.slug}`}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={done} />}
      {tab === undefined ? (
        <BackLink href={memberPath(at)} words={member.name} />
      ) : (
        <BackLink href={`/committee/${list.slug}/members`} words="Members" />
      )}
      <PageHeading caption={tab === "member" ? "Member" : member.name} title={title} lede={lede} />
      {member.view === "recused" || tab === undefined ? null : (
        <Tabs
          label="Pages of this member"
          tabs={tabs
            .filter(({ name }) => isFor(name, here))
            .map(({ name, words, path }) => ({
              words,
              href: memberPath(at, ...(path === "" ? [] : [path])),
              current: name === tab,
            }))}
        />
      )}
      {tab === "member" && member.view !== "recused" ? (
        <MissingPeople list={list.slug} viewer={here.person} about={member.memberId} />
      ) : null}
      <div className="stack mt-6">{children}</div>
    </PortalPage>
  );
}

function isFor(tab: TabName, { list, person, member }: CommitteeMemberHere): boolean {
  if (tab === "criteria") return member.view === "full";
  return tab !== "emails" || hasCommitteeRole(person, list.slug, "chair", "administrator", "auditor");
}

/** Who has to act: what waits for this very reader first, or else what is most pressing. */
function statusBannerOf({ member, list, person, today }: CommitteeMemberHere): StatusBannerProps | undefined {
  if (member.view === "recused") return { waitingOn: "nobody", sentence: "You have a conflict of interest." };
  if (member.view === "summary") return undefined;
  const { status, open, reinstatement } = member;
  const deciders = hasCommitteeRole(person, list.slug, "reviewer", "chair");
  if (reinstatement !== null && !reinstatement.byViewer && deciders)
    return { waitingOn: "you", sentence: `${reinstatement.by} has asked to reinstate this organization. A second person has to agree.` };
  const confirm = deciders && open.pause?.mayBeConfirmed ? status.openTasks.find(isConfirmation) : undefined;
  return memberStatusBanner(forCommittee(confirm ?? status, { mine: confirm !== undefined }), today);
}

function isConfirmation({ kind, actor }: OpenTask): boolean {
  return kind === "pause" && actor === "committee";
}
