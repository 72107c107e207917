import type { ContactRole } from "@/lib/kernel/roles";
import { oneLine } from "./letter-text";

/** The topics of what concerns the people, the name and the end of a membership; constant within a thread. */
export const peopleTopic = (organization: string) => `${oneLine(organization)}: representatives`;
export const successionTopic = ({ organization, reference }: { organization: string; reference: string }) =>
  `${oneLine(organization)}: succession ${reference}`;
export const memberChangeTopic = ({ organization, reference }: { organization: string; reference: string }) =>
  `${oneLine(organization)}: change ${reference}`;
export const leavingTopic = (organization: string) => `${oneLine(organization)}: leaving the list`;

/** What a role lets somebody do, after the name of the role. */
export const roleWords: Readonly<Record<ContactRole, string>> = {
  primary: "primary representative, who acts for it",
  deputy: "deputy, who answers for it",
  reader: "reader, who sees what is known of it",
};
