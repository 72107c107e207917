import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { type EmailTemplates, type EmailThread, link, oneLine, page, paragraph } from "./email-text";
import { happened, referenceThread, represents, threadAbout } from "./parts";

/** The question whether a contact alias is monitored, and the answer that it is somebody else's. */
export const aliasCheckEmails = {
  "alias-check": (data, context) => {
    const organization = oneLine(data.organization);
    const { thread, why, otherwise, because } = checks[data.subject];
    const project = oneLine(context.project);
    return {
      thread: thread(data),
      about: "confirm the contact alias",
      lede: `Action needed by ${deadline(new Date(data.expiresAt))}: confirm that this address is monitored.`,
      why: why({
        organization,
        address: oneLine(data.address),
        list: oneLine(context.name),
        needed: `The list tells its members early about security fixes in ${project}, so people have to read what arrives here.`,
      }),
      otherwise: `If nobody answers by then, the link expires. ${otherwise(organization)}`,
      body: [
        ...(data.applicant === undefined ? [] : [paragraph(applicantWords(data.applicant))]),
        link("Answer here, about 1 minute", page(context, "confirm", "alias", data.token)),
        paragraph("The page asks for your name or team, and which organization this address is for. Automatic replies do not count."),
        paragraph(`If this address does not belong to ${organization}, open the same page and select “This is not ours”.`),
      ],
      because: because(organization),
    };
  },

  /** To those who can change the contact alias. */
  "contact-alias-disowned": (data, context) => {
    const organization = oneLine(data.organization);
    return {
      thread: threadAbout("contact alias", data.organization),
      about: "replace the wrong contact alias",
      ...happened(`Somebody who reads ${oneLine(data.address)} answered that the address does not belong to ${organization}.`, {
        nextAction: data.nextAction,
        reader: "member",
      }),
      otherwise: data.delivered
        ? "Early notices still go to this address. The committee has been told and can pause delivery."
        : "Early notices do not go to this address until somebody has answered there. The committee has been told.",
      body: [link("See or change the contact alias", page(context, "membership", context.slug, "alias"))],
      because: represents(organization),
    };
  },
} satisfies Partial<EmailTemplates>;

type Check = EmailData["alias-check"];

/** What each purpose of the question says of itself. */
const checks: Readonly<
  Record<
    Check["subject"],
    {
      readonly thread: (data: Check) => EmailThread;
      readonly why: (words: { organization: string; address: string; list: string; needed: string }) => string;
      /** After "the link expires". */
      readonly otherwise: (organization: string) => string;
      readonly because: (organization: string) => string;
    }
  >
> = {
  application: {
    thread: (data) => referenceThread("application", data),
    why: ({ organization, address, list, needed }) =>
      `${organization} named ${address} as its contact alias in its application to the ${list} list. ${needed}`,
    otherwise: (organization) => `${organization} cannot be accepted with this address until somebody answers a new email.`,
    because: (organization) => `${organization} named this address in its application`,
  },
  "alias-change": {
    thread: (data) => referenceThread("alias change", data),
    why: ({ organization, address, list, needed }) =>
      `${organization}, a member of the ${list} list, wants to use ${address} as its contact alias. ${needed}`,
    otherwise: (organization) => `The contact alias of ${organization} stays as it is until somebody answers a new email.`,
    because: (organization) => `${organization} named this address as its new contact alias`,
  },
  recheck: {
    thread: (data) => referenceThread("re-check", data),
    why: ({ organization, address, list }) =>
      `We regularly ask every member of the ${list} list whether its contact alias is monitored. ${address} is the contact alias of ${organization}. This is a routine check; nothing is wrong.`,
    otherwise: (organization) => `We then ask again, and write to the representatives of ${organization}.`,
    because: (organization) => `this is the contact alias of ${organization} on this list`,
  },
  "access-recovery": {
    thread: (data) => referenceThread("access recovery", data),
    why: ({ organization, address, list }) =>
      `Nobody represents ${organization} on the ${list} list any more, and somebody has asked to take over. ${address} is its contact alias. Your answer only confirms that the address is monitored.`,
    otherwise: (organization) => `Nobody can take over the membership of ${organization} until somebody answers a new email.`,
    because: (organization) => `this is the contact alias of ${organization} on this list`,
  },
  reinstatement: {
    thread: (data) => referenceThread("removal", data),
    why: ({ organization, address, list, needed }) =>
      `${organization} is a member of the ${list} list again, and ${address} was its contact alias. ${needed}`,
    otherwise: (organization) => `${organization} gets no early notices until somebody answers a new email.`,
    because: (organization) => `this was the contact alias of ${organization} on this list`,
  },
  "contact-alias": {
    thread: ({ organization }) => threadAbout("contact alias", organization),
    why: ({ organization, address, list, needed }) =>
      `${address} is the contact alias of ${organization}, a member of the ${list} list, and nobody has confirmed that it is monitored. ${needed}`,
    otherwise: (organization) => `The contact alias of ${organization} is not confirmed until somebody answers a new email.`,
    because: (organization) => `this is the contact alias of ${organization} on this list`,
  },
};

/** The organization was typed by the applicant; the address with which they sign in is proven. */
function applicantWords({ name, email }: NonNullable<Check["applicant"]>): string {
  const who = name === null ? oneLine(email) : `${oneLine(name)}, who signs in as ${oneLine(email)}`;
  return `The applicant is ${who}. If you do not know them, do not confirm.`;
}
