import { addDays, type Day, dayOf } from "@/lib/kernel/calendar";

/** Why it is uncertain whether a member was notified. Each pauses the deadline. */
export const pauseCauses = ["emails-wait", "emails-failed", "emails-bounce", "cannot-tell", "nobody-to-write-to"] as const;
export type PauseCause = (typeof pauseCauses)[number];

/** What keeps us from knowing it, as people read it. */
export function troubleSentence(trouble: PauseCause, about: "about this re-check" | "about it"): string {
  const sentences: Readonly<Record<PauseCause, string>> = {
    "emails-wait": `Emails ${about} have been waiting for more than a day and have not been sent.`,
    "emails-failed": `An email ${about} could not be sent.`,
    "emails-bounce": `An email ${about} bounced, was suppressed by the mail provider, or was marked as spam.`,
    "cannot-tell": `It is not known whether an email ${about} has arrived.`,
    "nobody-to-write-to": "There is nobody to email: the member has no contact alias and no representatives.",
  };
  return sentences[trouble];
}

/** One email of a re-check to the member, and what became of it. */
export type SentEmail = {
  readonly recipient: string;
  readonly createdAt: Date;
  readonly status: "queued" | "attempting" | "accepted" | "failed";
  readonly acceptedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly complainedAt: Date | null;
  readonly suppressedAt: Date | null;
};

/** Who is to be reached now: the addresses in force, and which of them are contact aliases. */
export type Recipients = { readonly aliases: readonly string[]; readonly people: readonly string[] };

export type Contactability = {
  readonly trouble: PauseCause | null;
  /** An email is on its way, and it is too early to know whether it arrives. */
  readonly onItsWay: boolean;
  /** The first day on which somebody of the member is known to have been told that the grace period runs. */
  readonly graceNotifiedOn: Day | null;
};

type Given = {
  readonly emails: readonly SentEmail[];
  readonly recipients: Recipients;
  /** Days on which somebody on the committee spoke with somebody of the member. */
  readonly contacts: readonly Day[];
  /** The first day after the due day: a conversation from then on begins the grace period. */
  readonly firstGraceDay: Day;
  readonly now: Date;
};

type Fate = "delivered" | "back" | "waits" | "failed" | "unknown" | "on its way";

/**
 * Whether the member can be reached. For each address in use, the newest email with a known result counts. Trouble is: an email that bounced at the
 * contact alias, one that bounced at people when none of them was reached, an email that is not sent,
 * and an email without any event from the provider. After a conversation, earlier emails no longer count.
 */
export function contactability({ emails, recipients, contacts, firstGraceDay, now }: Given): Contactability {
  const spokenOn = contacts.toSorted().at(-1) ?? null;
  const since = emails.filter(({ createdAt }) => spokenOn === null || dayOf(createdAt) > spokenOn);
  const fates = (addresses: readonly string[]) =>
    addresses.flatMap(
      (address) =>
        fateAt(
          since.filter(({ recipient }) => same(recipient, address)),
          now,
        ) ?? [],
    );
  const [alias, people] = [fates(recipients.aliases), fates(recipients.people)];
  return {
    trouble: recipients.aliases.length + recipients.people.length === 0 ? "nobody-to-write-to" : troubleIn(alias, people),
    onItsWay: since.some((email) => fateOf(email, now) === "on its way"),
    graceNotifiedOn: firstOf([
      ...emails.flatMap((email) =>
        dayOf(email.createdAt) >= firstGraceDay && isDelivered(email) ? [dayOf(email.deliveredAt ?? now)] : [],
      ),
      ...contacts.filter((day) => day >= firstGraceDay),
    ]),
  };
}

function troubleIn(alias: readonly Fate[], people: readonly Fate[]): PauseCause | null {
  const all = [...alias, ...people];
  if (all.includes("failed")) return "emails-failed";
  if (all.includes("waits")) return "emails-wait";
  if (alias.includes("back")) return "emails-bounce";
  if (people.includes("back") && !people.includes("delivered") && !people.includes("on its way")) return "emails-bounce";
  return all.includes("unknown") && !all.includes("delivered") ? "cannot-tell" : null;
}

/** The fate of the newest email to one address that can be told; "on its way" while there is only that; nothing without an email. */
function fateAt(emails: readonly SentEmail[], now: Date): Fate | null {
  const newestFirst = emails.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const fates = newestFirst.map((email) => fateOf(email, now));
  return fates.find((fate) => fate !== "on its way") ?? fates[0] ?? null;
}

/** An email may wait a day in the outbox, and the provider may take two days to report its delivery. */
function fateOf(email: SentEmail, now: Date): Fate {
  if (email.bouncedAt !== null || email.complainedAt !== null || email.suppressedAt !== null) return "back";
  if (email.deliveredAt !== null) return "delivered";
  if (email.status === "failed") return "failed";
  if (email.status !== "accepted") return addDays(dayOf(email.createdAt), 1) < dayOf(now) ? "waits" : "on its way";
  return addDays(dayOf(email.acceptedAt ?? email.createdAt), 2) <= dayOf(now) ? "unknown" : "on its way";
}

function isDelivered({ deliveredAt, bouncedAt, complainedAt, suppressedAt }: SentEmail): boolean {
  return deliveredAt !== null && bouncedAt === null && complainedAt === null && suppressedAt === null;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function firstOf(days: readonly Day[]): Day | null {
  return days.toSorted()[0] ?? null;
}

export function isTroubled(word: string | null): word is PauseCause {
  return pauseCauses.some((trouble) => trouble === word);
}
