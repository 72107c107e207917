import { agreeWithinDays } from "@/lib/alias/change-rules";
import { whyReviewed } from "@/lib/alias/rules";
import type { AboutAliasChange, EmailData } from "@/lib/email/data";
import { addDays, dayOf, deadline, weekdayDate } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { actions, inSentence } from "@/lib/member/open-task";
import {
  type Block,
  type EmailContext,
  type EmailTemplates,
  type EmailThread,
  facts,
  item,
  link,
  oneLine,
  page,
  paragraph,
  quote,
  quoted,
} from "./email-text";
import { onCommittee, othersAct, referenceThread, represents } from "./parts";

/** A change of the contact alias of a member. */
export const aliasChangeEmails = {
  "alias-change-asked": (data, context) => {
    const by = weekdayDate(data.answerBy);
    const wait = `${count(data.waitDays, "day")} ${data.waitDays === 1 ? "has" : "have"} passed since then`;
    const conditions = data.needsAgreement
      ? `somebody has answered at the new address, ${wait}, and two committee members have agreed`
      : `somebody has answered at the new address and ${wait}`;
    return {
      thread: changeThread(data),
      about: "alias change requested",
      lede:
        data.reader === "representative"
          ? `Action needed by ${by}: ${inSentence(actions.answerNewAlias)}.`
          : "No action needed if you expected this change of your contact alias.",
      why: `${oneLine(data.organization)} wants to ${data.oldAddress === null ? "add a contact alias" : "change its contact alias"}. Nothing changes until ${conditions}. The current address keeps receiving emails.`,
      otherwise: `If nobody answers at the new address by ${by}, the request expires.`,
      body: [
        changeFacts(data),
        ...quoted("Reason for the change:", data.reason),
        ...(data.oldIsDead
          ? [
              paragraph(
                "The request says that nobody monitors the current address any more. If you read this email at that address, stop the change.",
              ),
            ]
          : []),
        stopLink(context, data.token),
      ],
      because: changeReader(data),
    };
  },

  "alias-change-waiting": (data, context) => {
    const from = deadline(new Date(data.waitsUntil));
    const agreeBy = addDays(dayOf(new Date(data.waitsUntil)), agreeWithinDays);
    const odd = data.oddAnswer ? ` ${whyReviewed}` : "";
    return {
      thread: changeThread(data),
      about: data.awaitsAgreement ? "alias change in review" : "alias change confirmed",
      ...(data.awaitsAgreement
        ? {
            lede: othersAct("committee", actions.agreeAlias, agreeBy),
            why: `Somebody answered at the new address.${odd} Two committee members have to agree before it is used. It starts to receive emails on ${from} at the earliest.`,
          }
        : {
            lede: `No action needed. The new contact alias starts to receive emails on ${from}.`,
            why: `Somebody answered at the new address.${odd}`,
          }),
      otherwise: "Until the new address starts to receive emails, anybody who receives this email can stop the change.",
      body: [changeFacts(data), stopLink(context, data.token)],
      because: changeReader(data),
    };
  },

  "alias-change-moving": (data, context) => ({
    thread: changeThread(data),
    about: data.reader === "representative" ? "answer again from the new alias" : "new alias in use",
    lede:
      data.reader === "representative"
        ? `Action needed: ${inSentence(actions.answerNewAliasAgain)}.`
        : "No action needed. The new contact alias now receives emails too.",
    why:
      data.oldAddress === null
        ? "From today the new contact alias receives emails too. It stays in use once somebody there has answered one more email."
        : "From today both addresses receive emails. Once somebody at the new address has answered one more email, the old address is no longer used.",
    body: [changeFacts(data, "Old address"), stopLink(context, data.token)],
    because: changeReader(data),
  }),

  "alias-change-completed": (data, context) => ({
    thread: changeThread(data),
    about: "alias change complete",
    lede:
      data.reader === "old-alias"
        ? `No action needed. This address is no longer a contact alias of ${oneLine(data.organization)}.`
        : `No action needed. ${oneLine(data.newAddress)} is now a contact alias of ${oneLine(data.organization)}.`,
    why: data.oldAddress === null ? "The previous address stays in use as well." : "Emails from the list now go only to the new address.",
    otherwise: "If this is wrong, reply to this email.",
    body: [changeFacts(data, "Old address"), changeLink(context, data)],
    because: data.reader === "old-alias" ? changeReader(data).replace("is a", "was a") : changeReader(data),
  }),

  "alias-change-stopped": (data, context) => {
    const organization = oneLine(data.organization);
    const who = {
      representative: `${data.stoppedBy === null ? "A representative" : oneLine(data.stoppedBy)} stopped it.`,
      "old-alias": "Somebody who reads the current address stopped it.",
      "new-alias": "Somebody who reads the new address answered that it does not belong to the organization.",
      committee: "The committee stopped it.",
      "end-of-membership": `${organization} is no longer a member of the list.`,
    }[data.through];
    const toCheck = data.reader === "committee" && data.through !== "committee" && data.through !== "end-of-membership";
    return {
      thread: changeThread(data),
      about: toCheck ? "alias change stopped (find out why)" : "alias change stopped",
      lede: toCheck
        ? `Action needed: find out why the change of ${organization}'s contact alias was stopped.`
        : "No action needed. The change of the contact alias was stopped.",
      why: who,
      ...(data.through === "end-of-membership"
        ? {}
        : { otherwise: "The current address stays in use. The change can be requested again." }),
      body: [
        ...(data.reason === "" ? [] : [quote(data.reason)]),
        ...(data.reader === "committee" ? [] : [changeFacts(data)]),
        changeLink(context, data),
      ],
      because: changeReader(data),
    };
  },

  "alias-change-expired": (data, context) => ({
    thread: changeThread(data),
    about: "alias change expired",
    lede: "No action needed. The request to change the contact alias expired.",
    why: {
      "no-answer": "Nobody answered at the new address in time.",
      "no-agreement": "Two committee members had to agree, but did not do so in time.",
      taken: "The new address has become the contact alias of another member of this list.",
    }[data.because],
    otherwise: "The current address stays in use. The change can be requested again.",
    body: [...(data.reader === "committee" ? [] : [changeFacts(data)]), changeLink(context, data)],
    because: changeReader(data),
  }),

  /** To the committee: carries no address. */
  "alias-change-review": (data, context) => {
    const changes = `${oneLine(data.organization)} wants to ${data.oldAddress === null ? "add a contact alias" : "change its contact alias"}.`;
    const needed = data.why.length > 0;
    return {
      thread: changeThread(data),
      about: needed ? "review the alias change" : "alias change requested",
      ...(needed
        ? {
            lede: `Action needed${data.agreeBy === undefined ? "" : ` by ${weekdayDate(data.agreeBy)}`}: ${inSentence(actions.agreeAlias)}.`,
            why: changes,
            otherwise: "Nothing changes until two committee members agree. One objection stops the change.",
          }
        : {
            lede: `No action needed. ${changes}`,
            why: `Somebody at the new address has until ${weekdayDate(data.answerBy)} to answer. The waiting period starts after that answer.`,
            otherwise: "You can stop the change at any time.",
          }),
      body: [
        ...(needed ? [paragraph("It needs two committee members because:"), ...data.why.map((each) => item(whyTwo[each]))] : []),
        changeLink(context, { ...data, reader: "committee" }),
      ],
      because: onCommittee,
    };
  },

  "alias-change-disowned": (data, context) => ({
    thread: changeThread(data),
    about: "check the new contact alias",
    lede: `Action needed: check the new contact alias of ${oneLine(data.organization)}.`,
    why: `Somebody who reads the new address answered that it does not belong to ${oneLine(data.organization)}.`,
    otherwise: "The change is complete and the address stays in use. You can pause delivery.",
    body: [changeLink(context, { ...data, reader: "committee" })],
    because: onCommittee,
  }),
} satisfies Partial<EmailTemplates>;

function changeThread(data: { readonly organization: string; readonly reference: string }): EmailThread {
  return referenceThread("alias change", data);
}

function changeFacts({ oldAddress, newAddress, askedBy }: AboutAliasChange, old = "Current address"): Block {
  return facts([
    ...(oldAddress === null ? [] : [{ label: old, text: oneLine(oldAddress) }]),
    { label: "New address", text: oneLine(newAddress) },
    { label: "Requested by", text: oneLine(askedBy) },
  ]);
}

/** Everybody who is told can stop the change. */
function stopLink(context: EmailContext, token: string): Block {
  return link("If the change is wrong, stop it here without signing in", page(context, "confirm", "alias-change", token));
}

/** Where this reader sees the change; somebody who only reads an alias sees what the list is. */
function changeLink(context: EmailContext, { reader, reference }: Pick<AboutAliasChange, "reader" | "reference">): Block {
  if (reader === "committee") return link("See the change", page(context, "committee", context.slug, "alias-changes", reference));
  if (reader === "representative") return link("Your membership", page(context, "membership", context.slug));
  return link("About the list", page(context, context.slug));
}

function changeReader({ organization, reader }: Pick<AboutAliasChange, "organization" | "reader">): string {
  return {
    "old-alias": `this is a contact alias of ${oneLine(organization)} on this list`,
    alias: `this is a contact alias of ${oneLine(organization)} on this list`,
    "new-alias": `${oneLine(organization)} named this address as its new contact alias`,
    representative: represents(organization),
    committee: onCommittee,
  }[reader];
}

const whyTwo: Readonly<Record<EmailData["alias-change-review"]["why"][number], string>> = {
  "other-domain": "The new address is not at a known domain of the organization.",
  hosted: "The new address is at a domain that many organizations share.",
  confusable: "The new address can be mistaken for somebody else's.",
  "own-address": "A representative signs in with the new address, so everybody who reads it can act for the organization.",
  "odd-answer": `${whyReviewed} Check that people monitor the address.`,
  "dead-alias":
    "The request says that nobody monitors the current address. Before you agree, speak with a representative; an email does not count.",
  committee: "Somebody on the committee requested it on behalf of the organization.",
};
