import type { DemoOrganization } from "@/scripts/demo/organizations";
import { answers } from "../application/world";

/** The committee of these years; none of them works for a member. */
export const committee = {
  cora: { name: "Cora", email: "cora@committee.example", role: "chair" },
  ravi: { name: "Ravi", email: "ravi@committee.example", role: "reviewer" },
  rosa: { name: "Rosa", email: "rosa@committee.example", role: "reviewer" },
} as const;

/** Who applies for an organization of the history, and what it answers; only its name and its alias are known. */
export function organizationOf(name: string, alias: string): DemoOrganization {
  const domain = alias.slice(alias.indexOf("@") + 1);
  return {
    name,
    domain,
    contact: { name: `The contact of ${name}`, email: `contact@${domain}` },
    answers: {
      ...answers,
      "security-alias": {
        ...answers["security-alias"],
        address: alias,
        reachesTeam: "A team reads it",
      },
      redistribution: { ...answers.redistribution, since: "2018-01" },
      "working-group": { ...answers["working-group"], email: `contact@${domain}` },
    },
  };
}
