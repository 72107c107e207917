import { z } from "zod";
import { askedTooOften } from "@/lib/alias/commands/ask-alias";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayEdit } from "../permissions";
import { aliasCriterion } from "../reading";
import { aliasChecks, askAliasOf } from "./follow-alias";
import { lockApplication, referenceInput } from "./lock";
import { readApplication } from "./stored-answers";

const input = z.strictObject({ reference: referenceInput });

/** The applicant has the alias asked again: the email was lost, or its link grew too old. Within the limits of a day. */
export const askAliasAgain = command("askAliasAgain", input, async (work, { reference }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  const open = ["draft", "submitted", "information_requested"].includes(application.status);
  refuseUnless(open, "The application is closed. Nobody needs to answer any more.", "conflict");
  const { standing: check, disowned } = await aliasChecks(work, application.id);
  if (check !== null && check.answeredAt !== null) return work.nothingToDo();

  const list = listOf(application.list);
  const read = await readApplication(work, {
    id: application.id,
    list,
    day: application.status === "draft" ? work.today : application.criteriaOn,
  });
  const key = aliasCriterion(read.map(({ criterion }) => criterion))?.key;
  const reading = read.find(({ criterion }) => criterion.key === key)?.reading;
  if (!reading?.ok || reading.answer.kind !== "contact-alias")
    throw new Refusal("The page with the contact alias is not complete yet. Finish it first.");
  const { address } = reading.answer;
  refuseUnless(!disowned.includes(address), "Somebody who reads this address said that it is not your organization's. Enter another one.");
  if ((await askAliasOf(work, application, address)) === "too-often") throw new Refusal(`${askedTooOften}.`, { kind: "too-often" });
});
