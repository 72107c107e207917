import { notFound, redirect } from "next/navigation";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { Frame } from "@/components/ui/frame";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { currentPerson } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { env } from "@/lib/kernel/env";
import type { ListDefinition } from "@/lib/list/definition";
import { listBySlug } from "@/lib/list/lookup";
import { hostedLists } from "@/lists";

/** The list that an address names, or the page-not-found page. */
export function listOr404(slug: string): ListDefinition {
  return listBySlug(lists(), slug) ?? notFound();
}

/** The lists that this portal hosts. */
export function lists(): readonly ListDefinition[] {
  return hostedLists(env().PORTAL_LISTS?.join(","));
}

/** The signed-in person, or a way through the sign-in page and back to `path`. */
export async function personOrSignIn(path: string): Promise<Person> {
  return (await currentPerson()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

export type PortalPageProps = {
  /** Left out on pages of the portal itself. */
  list?: ListDefinition;
  statusBanner?: StatusBannerProps;
  /** The path of the header link for this page. */
  at?: string;
  children: React.ReactNode;
};

/** Every page's frame, with the header links that this reader can use. The page puts one PageHeading into it. */
export async function PortalPage({ list, statusBanner, at, children }: PortalPageProps) {
  const person = await currentPerson();
  const home = list ? `/${list.slug}` : "/";
  const links = headerLinks(list, person).map((link) => ({ ...link, current: link.href === at }));
  const contact = list?.contact ?? { name: "the people who run this portal", email: replyAddress() };
  return (
    <Frame
      name={list?.name ?? "Forewarned"}
      home={home}
      links={links}
      person={
        person
          ? {
              name: person.name ?? person.email,
              signOut: (
                <Form action="/sign-out" hidden={{ now: "yes" }}>
                  <Button variant="link">Sign out</Button>
                </Form>
              ),
            }
          : undefined
      }
      statusBanner={statusBanner}
      contact={contact}
      accessibilityHref="/accessibility"
      sourceHref="/source"
    >
      {children}
    </Frame>
  );
}

function headerLinks(list: ListDefinition | undefined, person: Person | null): { href: string; words: string }[] {
  const hosted = list ?? (lists().length === 1 ? lists()[0] : undefined);
  const onList = hosted
    ? [
        { href: `/${hosted.slug}/criteria`, words: "Criteria" },
        { href: `/${hosted.slug}/roster`, words: "Roster" },
      ]
    : [];
  if (!person) return [...onList, { href: "/sign-in", words: "Sign in" }];
  const role = hosted ? person.roles.some((held) => held.list === hosted.slug) : person.roles.length > 0;
  const mine =
    hosted && person.contacts.length > 0
      ? { href: `/membership/${hosted.slug}`, words: "Membership" }
      : { href: "/applications", words: "My applications" };
  return [
    ...onList,
    mine,
    ...(role ? [{ href: hosted ? `/committee/${hosted.slug}` : "/committee", words: "Committee" }] : []),
    { href: "/account", words: "Account" },
  ];
}

/** The bare address inside MAIL_FROM. */
function replyAddress(): string {
  return env().MAIL_FROM.match(/<([^<>]+)>/)?.[1] ?? env().MAIL_FROM;
}
