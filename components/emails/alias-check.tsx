import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { aliasChangeTopic } from "./alias-change-parts";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

type Data = EmailData["alias-check"];

/** The texts per purpose: the thread, what happens without an answer, why the email was sent. */
const purposes: Readonly<
  Record<
    Data["subject"],
    {
      readonly topic: (data: Data) => string;
      readonly otherwise: (organization: string) => string;
      readonly why: (words: { organization: string; address: string; list: string; project: string }) => string;
      readonly because: (organization: string) => string;
    }
  >
> = {
  application: {
    topic: applicationTopic,
    otherwise: (organization) =>
      `After that the link ends, and ${organization} cannot be accepted with this address until somebody answers a new email.`,
    why: ({ organization, address, list, project }) =>
      `${organization} named ${address} as its contact alias, the address its team watches, on the ${list} list. The list tells its members early about security fixes of ${project}, so a person has to read what arrives here.`,
    because: (organization) => `${organization} named this address in its application`,
  },
  "alias-change": {
    topic: aliasChangeTopic,
    otherwise: (organization) =>
      `After that the link ends, and ${organization}'s contact alias stays as it is until somebody answers a new email.`,
    why: ({ organization, address, list, project }) =>
      `${organization}, a member of the ${list} list, wants to use ${address} as its contact alias, the address its team watches. The list tells its members early about security fixes of ${project}, so a person has to read what arrives here.`,
    because: (organization) => `${organization} named this address as its new contact alias`,
  },
  recheck: {
    topic: ({ organization, reference }) => `${oneLine(organization)}: re-check ${reference}`,
    otherwise: (organization) =>
      `After that the link ends, and we ask again. Until somebody answers, we write to the people who act for ${organization}.`,
    why: ({ organization, address, list }) =>
      `From time to time we ask every member of the ${list} list whether people read its contact alias. ${address} is ${organization}'s. This email holds nothing else, and nothing has happened.`,
    because: (organization) => `this is the contact alias of ${organization} on the list`,
  },
  "access-recovery": {
    topic: ({ organization, reference }) => `${oneLine(organization)}: access recovery ${reference}`,
    otherwise: (organization) => `After that the link ends, and nobody takes over for ${organization} until somebody answers a new email.`,
    why: ({ organization, address, list }) =>
      `Nobody acts for ${organization} on the ${list} list any more, and somebody asks to take over. ${address} is its contact alias: your answer shows that the organization reads it, and decides nothing by itself.`,
    because: (organization) => `this is the contact alias of ${organization} on the list`,
  },
  reinstatement: {
    topic: ({ organization, reference }) => `${oneLine(organization)}: removal ${reference}`,
    otherwise: (organization) => `After that the link ends, and ${organization} gets no early notices until somebody answers a new email.`,
    why: ({ organization, address, list, project }) =>
      `${organization} is a member of the ${list} list again, and ${address} was its contact alias. The list tells its members early about security fixes of ${project}, so a person has to read what arrives here.`,
    because: (organization) => `this was the contact alias of ${organization} on the list`,
  },
  "contact-alias": {
    topic: ({ organization }) => `${oneLine(organization)}: contact alias`,
    otherwise: (organization) =>
      `After that the link ends, and ${organization}'s contact alias is not confirmed until somebody answers a new email.`,
    why: ({ organization, address, list, project }) =>
      `${address} is the contact alias of ${organization}, a member of the ${list} list, and it is not known whether people read it. The list tells its members early about security fixes of ${project}, so a person has to read what arrives here.`,
    because: (organization) => `this is the contact alias of ${organization} on the list`,
  },
};

/** Asks for what the page asks, so that a reader knows before opening it. */
export function aliasCheck(data: Data, place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const { topic, otherwise, why, because } = purposes[data.subject];
  return {
    topic: topic(data),
    lede: `Tell us by ${deadline(new Date(data.expiresAt))} that people read this address.`,
    otherwise: otherwise(organization),
    body: [
      paragraph("It takes one minute. The page asks for your name or team, and which organization this address is for:"),
      page(place, "confirm", "alias", data.token),
      paragraph(why({ organization, address: oneLine(data.address), list: oneLine(place.name), project: oneLine(place.project) })),
      ...(data.applicant === undefined ? [] : [paragraph(applied(data.applicant))]),
      paragraph(
        `If this address does not belong to ${organization}, open the same page and choose "This is not ours". Automatic replies do not count.`,
      ),
    ],
    because: because(organization),
  };
}

/** The organization was only typed by the applicant; their sign-in address is proven. */
function applied({ name, email }: NonNullable<Data["applicant"]>): string {
  const who = name === null ? oneLine(email) : `${oneLine(name)}, who signs in as ${oneLine(email)}`;
  return `The applicant is ${who}. If you do not know them, do not confirm.`;
}
