import type { EmailData } from "@/lib/email/data";
import { deadline, longDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type Block, type EmailTemplates, facts, link, oneLine, page, paragraph, quoted } from "./email-text";
import { onCommittee, referenceThread, representsOrMonitors } from "./parts";

const recoveryThread = (data: { readonly organization: string; readonly reference: string }) => referenceThread("access recovery", data);

/** Somebody takes over for an organization that nobody represents any more. */
export const accessRecoveryEmails = {
  /** To everybody who represented the organization, and to its contact alias. `waitsUntil` is set once alias and domain are proved. */
  "access-recovery-told": (data, context) => {
    const asks = `Somebody has asked to become the primary representative of ${oneLine(data.organization)}.`;
    const isProved = data.waitsUntil !== null;
    return {
      thread: recoveryThread(data),
      about: "stop the access recovery if wrong",
      lede: `Action needed${data.waitsUntil === null ? "" : ` by ${deadline(new Date(data.waitsUntil))}`}: ${inSentence(actions.stopAccessRecovery)}.`,
      why: isProved ? `${asks} They have shown that they control the contact alias and the domain.` : asks,
      otherwise: isProved
        ? "If nobody stops it and two committee members agree, the person below takes over at that time."
        : "They have to show that they control the contact alias and the domain. After a waiting period, two committee members have to agree. Any representative can stop it.",
      body: [
        personFact(data),
        ...quoted("Their message:", data.words),
        link("If you represent the organization, stop it here", page(context, "membership", context.slug, "access-recovery")),
        paragraph(
          "If you monitor the contact alias, open the email that asks about this address and select “This is not ours”, or reply to this email.",
        ),
      ],
      because: representsOrMonitors(data.organization),
      isWarning: true,
    };
  },

  "access-recovery-to-decide": (data, context) => ({
    thread: recoveryThread(data),
    about: "review the access recovery",
    lede: `Action needed: ${inSentence(actions.agreeToAccessRecovery)}.`,
    why: `Somebody has asked to become the primary representative of ${oneLine(data.organization)}. They have shown that they control the contact alias and the domain.`,
    otherwise: `Nothing changes until two committee members agree and the waiting period ends, on ${deadline(new Date(data.waitsUntil))}. One objection stops it.`,
    body: [personFact(data), link("The evidence, and who was notified", page(context, "committee", context.slug, "access-recoveries"))],
    because: onCommittee,
  }),

  "access-recovery-ended": (data, context) => ({
    thread: recoveryThread(data),
    about: "access recovery stopped",
    lede: `No action needed. The access recovery of ${oneLine(data.organization)} was stopped.`,
    why: whyEnded[data.why],
    otherwise: "The representatives stay the same.",
    body: [...quoted("Reason:", data.reason), link("About the list", page(context, context.slug))],
    because: `you asked to become the primary representative of ${oneLine(data.organization)}, or already represent it`,
  }),

  "access-recovery-completed": (data, context) => ({
    thread: recoveryThread(data),
    about: "access recovery complete",
    lede: `No action needed. ${oneLine(data.organization)} has a new primary representative.`,
    why: `They took over on ${longDate(data.on)}, after they proved that they control the contact alias and the domain, and two committee members agreed. The other representatives keep their roles until the new one changes them.`,
    otherwise: "If this is wrong, reply to this email today.",
    body: [personFact(data), link("All representatives", page(context, "membership", context.slug, "people"))],
    because: representsOrMonitors(data.organization),
  }),
} satisfies Partial<EmailTemplates>;

function personFact({ person }: { readonly person: string }): Block {
  return facts([{ label: "Person", text: oneLine(person) }]);
}

const whyEnded: Readonly<Record<EmailData["access-recovery-ended"]["why"], string>> = {
  representative: "A representative of the organization stopped it.",
  alias: "Somebody who reads the contact alias answered that the address does not belong to the organization.",
  committee: "The committee objected.",
  asker: "The person who asked withdrew the request.",
  "end-of-membership": "The organization is no longer a member of the list.",
};
