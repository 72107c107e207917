import type { EmailData } from "@/lib/email/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, wherePage } from "./alias-change-parts";
import { type EmailPlace, type EmailText, oneLine, paragraph, quote } from "./email-text";

export function aliasChangeStopped(data: EmailData["alias-change-stopped"], place: EmailPlace): EmailText {
  const who = {
    representative: data.stoppedBy === null ? "A representative" : oneLine(data.stoppedBy),
    "old-alias": "A reader of the address in use",
    "new-alias": "A reader of the new address said that it is not the organization's, and by that",
    committee: "The committee",
    "end-of-membership": "The end of the membership",
  }[data.through];
  const committee = data.reader === "committee" && data.through !== "committee" && data.through !== "end-of-membership";
  return {
    topic: aliasChangeTopic(data),
    lede: committee
      ? `Action needed: look at why the change of ${oneLine(data.organization)}'s contact alias was stopped.`
      : "No action needed. The change of the contact alias was stopped.",
    otherwise:
      data.through === "end-of-membership"
        ? "The organization is no member of the list any more."
        : "Nothing has changed: the address in use before stays in use, alone. The change can be asked for again.",
    body: [
      paragraph(`${who} stopped it.`),
      ...(data.reason === "" ? [] : [quote(data.reason)]),
      ...aliasChangeBlocks(data),
      ...wherePage(place, data),
    ],
    because: aliasChangeReader(data),
  };
}
