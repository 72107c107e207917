import type { ContactRole } from "@/lib/kernel/roles";
import { type Block, type EmailPlace, oneLine, paragraph } from "./email-text";

/** The topics of what concerns the people, the name and the end of a membership; constant within a thread. */
export const peopleTopic = (organization: string) => `${oneLine(organization)}: representatives`;
export const accessRecoveryTopic = ({ organization, reference }: { organization: string; reference: string }) =>
  `${oneLine(organization)}: access recovery ${reference}`;
export const memberChangeTopic = ({ organization, reference }: { organization: string; reference: string }) =>
  `${oneLine(organization)}: change ${reference}`;
export const leavingTopic = (organization: string) => `${oneLine(organization)}: leaving the list`;

/** What a role lets somebody do, after the name of the role. */
export const roleWords: Readonly<Record<ContactRole, string>> = {
  primary: "primary representative, who acts for it",
  deputy: "deputy, who answers for it",
  reader: "reader, who sees what is known of it",
};

/** Where a member reports a leak: to the list's contact, until the portal takes reports itself. */
export function reportLeaks({ contact }: Pick<EmailPlace, "contact">): readonly Block[] {
  if (contact === null) return [];
  return [paragraph(`If something leaked, or may have, write to ${contact.email} at once: what got out, to whom and when.`)];
}
