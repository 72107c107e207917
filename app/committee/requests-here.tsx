import { notFound } from "next/navigation";
import { QuotedText } from "@/components/ui/quoted-text";
import { Tabs } from "@/components/ui/tabs";
import type { Person } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import type { Approval } from "@/lib/member/queries/committee";
import { mayReviewMember } from "@/lib/organization/permissions";
import { listOr404, personOrSignIn } from "../portal-page";

const sections = {
  "join-requests": "Join requests",
  "access-recoveries": "Access recoveries",
  "member-changes": "Name changes",
} as const;
export type RequestSection = keyof typeof sections;

/** A page of requests from members' people. Visitors sign in first; for everybody who is no reviewer or chair here it does not exist. */
export async function requestsHere(slug: string, section: RequestSection): Promise<{ list: ListDefinition; person: Person }> {
  const list = listOr404(slug);
  const person = await personOrSignIn(`/committee/${slug}/${section}`);
  if (!mayReviewMember(person, { list: slug, recused: false })) notFound();
  return { list, person };
}

/** Links to the three pages, the open one marked. */
export function RequestSections({ list, at }: { list: string; at: RequestSection }) {
  return (
    <Tabs
      label="Requests"
      tabs={Object.entries(sections).map(([section, words]) => ({ href: `/committee/${list}/${section}`, words, current: section === at }))}
    />
  );
}

/** Whether the reader has given a verdict already. */
export function hasDecided(approvals: readonly Approval[]): boolean {
  return approvals.some(({ isMe }) => isMe);
}

/** The verdicts of committee members so far. */
export function ApprovalsSoFar({ approvals }: { approvals: readonly Approval[] }) {
  if (approvals.length === 0) return <p className="meta">Nobody has agreed yet. Two people have to agree.</p>;
  return (
    <ul className="list" aria-label="Answers so far">
      {approvals.map(({ name, isMe, verdict, reason }) => (
        <li key={name}>
          {isMe ? "You" : name}: {verdict === "agree" ? "agreed" : "objected"}
          {reason === "" ? null : <QuotedText text={reason} />}
        </li>
      ))}
    </ul>
  );
}
