import { notFound } from "next/navigation";
import { QuotedText } from "@/components/ui/quoted-text";
import { Tabs } from "@/components/ui/tabs";
import type { Person } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import type { Said } from "@/lib/member/queries/committee";
import { mayReviewMember } from "@/lib/organization/permissions";
import { listOr404, personOrSignIn } from "../portal-page";

const rooms = {
  "join-requests": "Requests to join",
  accessRecoveries: "Access recoveries",
  "member-changes": "Changes of name",
} as const;
export type Room = keyof typeof rooms;

/** A room of what members' people ask of the committee. Visitors sign in first; to everybody who reviews nothing here it does not exist. */
export async function requestsHere(slug: string, room: Room): Promise<{ list: ListDefinition; person: Person }> {
  const list = listOr404(slug);
  const person = await personOrSignIn(`/committee/${slug}/${room}`);
  if (!mayReviewMember(person, { list: slug, recused: false })) notFound();
  return { list, person };
}

/** The three rooms, the open one marked. */
export function RequestRooms({ list, at }: { list: string; at: Room }) {
  return (
    <Tabs
      label="Requests of members"
      tabs={Object.entries(rooms).map(([room, words]) => ({ href: `/committee/${list}/${room}`, words, current: room === at }))}
    />
  );
}

/** Whether the reader is among those who have said something. */
export function hasSaid(said: readonly Said[]): boolean {
  return said.some(({ isMe }) => isMe);
}

/** Who of the committee has said what so far. */
export function SaidSoFar({ said }: { said: readonly Said[] }) {
  if (said.length === 0) return <p className="meta">Nobody has agreed yet. It takes two people.</p>;
  return (
    <ul className="list" aria-label="Said so far">
      {said.map(({ name, isMe, verdict, reason }) => (
        <li key={name}>
          {isMe ? "You" : name}: {verdict === "agree" ? "agreed" : "objected"}
          {reason === "" ? null : <QuotedText text={reason} />}
        </li>
      ))}
    </ul>
  );
}
