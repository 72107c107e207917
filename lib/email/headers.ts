/** A file that goes with an email. */
export type EmailAttachment = { readonly filename: string; readonly contentType: string; readonly content: string };

/** What an email carries besides its words. Stored when it is first sent, and then never changed. */
export type EmailEnvelope = {
  readonly from: string;
  readonly replyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  /** Left out where there are none. */
  readonly attachments?: readonly EmailAttachment[];
};

/**
 * The envelope of an email. Every email of a thread, the first included, refers to one root, because providers replace the
 * Message-ID; a later one also answers the first, if its id is known.
 * Deliberately without Auto-Submitted, Precedence, X-Auto-Response-Suppress and List-*: ticket queues refuse such mail.
 */
export function envelopeOf(
  email: { readonly kind: string; readonly thread: string },
  {
    origin,
    from,
    replyTo,
    firstMessageId,
    attachments,
  }: {
    readonly origin: string;
    readonly from: string;
    readonly replyTo: string | null;
    readonly firstMessageId: string | null;
    readonly attachments: readonly EmailAttachment[];
  },
): EmailEnvelope {
  const root = `<${email.thread.replace(/[^A-Za-z0-9._-]/g, "-")}@${new URL(origin).hostname}>`;
  const first = firstMessageId !== null && /^<[^\s<>][^\s<>@]*@[^\s<>]+>$/.test(firstMessageId) ? firstMessageId : null;
  const [ref = "", ...journey] = email.thread.split(".");
  return {
    from,
    replyTo,
    headers: first === null ? { References: root } : { References: `${root} ${first}`, "In-Reply-To": first },
    tags: [tag("kind", email.kind), tag("ref", ref), tag("step", journey.join("-"))].filter(({ value }) => value !== ""),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** The provider accepts only ASCII letters, digits, hyphen and underscore, and rejects the whole email for any other character. */
function tag(name: string, value: string): { name: string; value: string } {
  return { name, value: value.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 256) };
}
