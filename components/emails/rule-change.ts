import type { EmailData } from "@/lib/email/data";
import { type Day, longDate, weekdayDate } from "@/lib/kernel/calendar";
import { answerCriterion, inSentence } from "@/lib/member/open-task";
import { type Block, type EmailContext, type EmailTemplates, facts, link, oneLine, page, paragraph } from "./email-text";
import { representsOrMonitors, threadAbout } from "./parts";

/** A criterion or an embargo policy that is about to apply, to each member. */
export const ruleChangeEmails = {
  "criterion-announced": (data, context) => ({
    thread: criterionThread(data),
    about: `respond to the ${newOrChanged(data)}`,
    lede: answerBy(data, data.since),
    why: data.tightened
      ? "This criterion has changed. The change applies from that date."
      : "This criterion is new. It applies from that date.",
    otherwise: removalFollows(data),
    body: [
      criterionFacts(data),
      criterionLink(context, data),
      paragraph("You can change your answer until that date. If you cannot meet the criterion, say so on the page or reply to this email."),
    ],
    because: representsOrMonitors(data.organization),
  }),

  /** At half time and in the last days before the criterion applies; and afterwards to a member that no earlier email has reached. */
  "criterion-reminder": (data, context) => {
    const organization = oneLine(data.organization);
    const summary = data.saidNo
      ? `You answered that ${organization} does not meet it.`
      : `${organization} has not yet shown that it meets it.`;
    return {
      thread: criterionThread(data),
      about: `respond to the ${newOrChanged(data)} (reminder)`,
      lede: answerBy(data, data.kind === "late" ? data.showBy : data.since),
      why: `${appliesFrom(data, `The ${newOrChanged(data)} applies`)}${data.kind === "late" ? "" : ` ${summary}`}`,
      otherwise: removalFollows(data),
      body: [
        criterionFacts(data),
        criterionLink(context, data),
        paragraph(
          data.saidNo
            ? "If something has changed, answer again. If you still cannot meet the criterion, reply to this email before that date."
            : "If you cannot meet the criterion, say so on the page or reply to this email.",
        ),
      ],
      because: representsOrMonitors(data.organization),
    };
  },

  "policy-announced": (data, context) => ({
    thread: policyThread(data),
    about: "accept the new embargo policy",
    lede: acceptBy(data, data.since),
    why: `Version ${data.version} of the embargo policy applies from that date.`,
    otherwise: removalFollows(data),
    body: policyBlocks(context, data),
    because: representsOrMonitors(data.organization),
  }),

  /** At half time and in the last days before the version applies; and afterwards to a member that no earlier email has reached. */
  "policy-reminder": (data, context) => {
    const organization = oneLine(data.organization);
    const summary = data.saidNo ? ` You answered that ${organization} does not accept it.` : " Nobody has accepted it yet.";
    return {
      thread: policyThread(data),
      about: "accept the embargo policy (reminder)",
      lede: acceptBy(data, data.kind === "late" ? data.showBy : data.since),
      why: `${appliesFrom(data, `Version ${data.version} of the embargo policy applies`)}${data.kind === "late" ? "" : summary}`,
      otherwise: removalFollows(data),
      body: policyBlocks(context, data),
      because: representsOrMonitors(data.organization),
    };
  },
} satisfies Partial<EmailTemplates>;

type About = { readonly organization: string };
type Criterion = About & { readonly title: string; readonly tightened: boolean };

const newOrChanged = ({ tightened }: Pick<Criterion, "tightened">) => `${tightened ? "changed" : "new"} criterion`;
const criterionThread = (data: Criterion) => threadAbout(`${newOrChanged(data)}, ${oneLine(data.title)}`, data.organization);
/** Without the version, which can look like a month. */
const policyThread = ({ organization }: About) => threadAbout("new embargo policy", organization);

function answerBy({ organization, title }: Criterion, day: Day): string {
  const action = inSentence(answerCriterion(oneLine(title), { accepts: false }));
  return `Action needed by ${weekdayDate(day)}: ${action} for ${oneLine(organization)}.`;
}

function acceptBy({ organization }: About, day: Day): string {
  return `Action needed by ${weekdayDate(day)}: read and accept the new embargo policy for ${oneLine(organization)}.`;
}

function appliesFrom({ kind, since }: Pick<EmailData["policy-reminder"], "kind" | "since">, applies: string): string {
  if (kind !== "late") return `${applies} from that date.`;
  return `${applies.replace(/applies$/, "has applied")} since ${longDate(since)}. Our earlier emails about it were not delivered.`;
}

/** What follows without an answer. */
function removalFollows({ organization }: About): string {
  return `If you do not do this in time, ${oneLine(organization)} will be proposed for removal. Two committee members would have to agree, and you would first be told the reason and how to appeal.`;
}

function criterionFacts({ title, what }: Pick<EmailData["criterion-reminder"], "title" | "what">): Block {
  return facts([
    { label: "Criterion", text: oneLine(title) },
    { label: "Rule", text: what.replace(/\s+/g, " ").trim() },
  ]);
}

function criterionLink(context: EmailContext, data: { readonly memberId: string }): Block {
  return link("Respond to the criterion", ruleChangePage(context, data));
}

function policyBlocks(context: EmailContext, data: { readonly memberId: string }): readonly Block[] {
  return [
    link("Read and accept the policy", ruleChangePage(context, data)),
    paragraph("Only a primary representative can accept it. If your organization cannot accept it, reply to this email and say why."),
  ];
}

function ruleChangePage(context: EmailContext, { memberId }: { readonly memberId: string }): string {
  return page(context, "membership", context.slug, "criteria", memberId);
}
