import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { answerConflict, member } from "@/db/schema";
import { mayWriteToAlias } from "@/lib/alias/commands/ask-alias";
import { aliasCheckState } from "@/lib/alias/rules";
import { writeEmail } from "@/lib/email/write";
import { isPerson } from "@/lib/kernel/actor";
import { addWorkingDays, type Day } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { rowsOf } from "@/lib/list/answer";
import type { ContactAliasAnswer } from "@/lib/list/kinds/contact-alias";
import { listOf } from "@/lib/organization/commands/list-of";
import { aliasProgress } from "../alias-progress";
import { maySubmit } from "../permissions";
import type { ReadCriterion } from "../reading";
import { readyToSubmit } from "../rules";
import { advance } from "./advance";
import { aboutApplication } from "./emails";
import { type AliasChecks, aliasChecks, askAliasOf } from "./follow-alias";
import { type LockedApplication, lockApplication, lockOrganizationOf, referenceInput, versionInput } from "./lock";
import { contactsOf } from "./people";
import { readApplication } from "./stored-answers";

const input = z.strictObject({
  reference: referenceInput,
  /** The version of the application that the check page showed: only what was shown can be sent. */
  version: versionInput,
  /** The statement that everything is true. */
  truth: z.literal("yes", { error: "Confirm that the answers are true" }),
});

/**
 * Sends the application: every criterion in force today is validated again, and every open point is reported at once. The
 * receipt with all answers, the email to the alias and the job that finds reviewers are written in the same transaction. Sending it
 * again is not an error and does nothing.
 */
export const submitApplication = command(
  "submitApplication",
  input,
  async (work, { reference, version }): Promise<{ reference: string }> => {
    const [, application] = await pipelined([lockOrganizationOf(work, reference), lockApplication(work, { reference })]);
    work.authorize(maySubmit(work.actor, application));
    if (application.submittedAt !== null && application.status !== "withdrawn") {
      work.nothingToDo();
      return { reference };
    }
    refuseUnless(application.status === "draft", "The application was withdrawn. You can start a new one.", "conflict");
    refuseUnless(
      version === application.version,
      "The application was changed after you opened this page. Look at the answers again, then send them.",
      "conflict",
    );

    const list = listOf(application.list);
    const [read, conflicts, isMember, contacts, checks] = await pipelined([
      readApplication(work, { id: application.id, list, day: work.today }),
      ownConflicts(work, application.id),
      hasMember(work, application),
      contactsOf(work.tx, application.id),
      aliasChecks(work, application.id),
    ]);
    const problems = readyToSubmit(read, { conflicts, disowned: checks.disowned });
    if (problems.length > 0) throw new Refusal("The application is not complete yet.", { kind: "input", problems });
    refuseUnless(!isMember, `${application.organizationName} is already a member of this list.`, "conflict");

    const alias = aliasAnswer(read);
    const dueOn = addWorkingDays(work.today, list.decision.workingDays, list.decision.freeDays);
    await submit(work, application, alias, dueOn);
    await tellEveryone(work, application, { read, alias, dueOn, contacts, checks });
    work.enqueue("route-application", { applicationId: application.id });
    work.audit("application.submitted", aboutApplication(application), { dueOn });
    return { reference };
  },
);

/** Criteria on which the sender has two texts and has not chosen. */
async function ownConflicts(work: Work, applicationId: string): Promise<readonly string[]> {
  if (!isPerson(work.actor)) throw notAllowed();
  const rows = await work.tx
    .select({ criterion: answerConflict.criterion })
    .from(answerConflict)
    .where(and(eq(answerConflict.applicationId, applicationId), eq(answerConflict.personId, work.actor.personId)));
  return rows.map(({ criterion }) => criterion);
}

/** Whether the organization is on the list already. */
async function hasMember(work: Work, { list, organizationId }: LockedApplication): Promise<boolean> {
  const already = await work.tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.list, list), eq(member.organizationId, organizationId), isNull(member.leftOn)));
  return already.length > 0;
}

function aliasAnswer(read: readonly ReadCriterion[]): ContactAliasAnswer | null {
  for (const { reading } of read) if (reading?.ok && reading.answer.kind === "contact-alias") return reading.answer;
  return null;
}

/** Changes the status. Other applications with the same alias or domain do not prevent it: reviewers see them, the applicant is not told. */
async function submit(work: Work, application: LockedApplication, alias: ContactAliasAnswer | null, decisionDueOn: Day): Promise<void> {
  if (!isPerson(work.actor)) throw notAllowed();
  await advance(work, application, "submit", {
    submittedAt: work.now,
    submittedBy: work.actor.personId,
    criteriaOn: work.today,
    decisionDueOn,
    contactAlias: alias?.address ?? null,
    aliasDomain: alias?.registrableDomain ?? null,
  });
}

type Told = {
  readonly read: readonly ReadCriterion[];
  readonly alias: ContactAliasAnswer | null;
  readonly dueOn: Day;
  readonly contacts: readonly { readonly email: string }[];
  readonly checks: AliasChecks;
};

async function tellEveryone(work: Work, application: LockedApplication, { read, alias, dueOn, contacts, checks }: Told): Promise<void> {
  const subject = aboutApplication(application);
  const about = { organization: application.organizationName, reference: application.reference };
  const answers = read.map(({ criterion, reading }) => ({
    title: criterion.title,
    rows: reading?.ok ? rowsOf(criterion, reading.answer) : [],
  }));
  const aliasAnswered = checks.standing !== null && checks.standing.answeredAt !== null;
  const { standing, disowned } = checks;
  const askedNow = alias === null || standing !== null ? null : await askAliasOf(work, application, alias.address);
  const state = standing === null ? (askedNow === "asked" ? "open" : "ended") : aliasCheckState(standing, work.now);
  const progress = alias === null ? null : aliasProgress({ address: alias.address, check: { address: alias.address, state }, disowned });
  for (const { email } of contacts)
    await writeEmail(work, "application-received", email, subject, { ...about, dueOn, answers, aliasProgress: progress });
  // Past the limits of a day an address that nobody has confirmed gets neither of the two.
  if (alias === null || askedNow === "too-often") return;
  if (!aliasAnswered && !(await mayWriteToAlias(work, alias.address))) return;
  await writeEmail(work, "alias-opened", alias.address, subject, { ...about, dueOn, aliasAnswered });
}
