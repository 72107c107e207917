import { sql } from "drizzle-orm";
import { recordChecks } from "@/lib/application/commands/record-checks";
import { checkCorrelatedFailures } from "@/lib/evidence/commands/check-correlated-failures";
import { worker } from "@/lib/kernel/actor";
import { canary, domainOf, nameOf, one, type StageKey } from "./world";

export function memberIdOf(stage: StageKey): Promise<string> {
  return one<string>(sql`select id as value from member where name = ${nameOf(stage)}`);
}

/** Results of automatic checks of the member, an alert that is open, and a failing check that waits to be weighed. */
export async function evidenceIsThere(now: Date): Promise<void> {
  const memberId = await memberIdOf("member");
  const found = (name: "mail-domain" | "domain-ownership", kind: "domain-gone" | "proof-lost", at: Date) =>
    recordChecks(
      { actor: worker, now: at },
      {
        subject: { memberId },
        name,
        because: "schedule",
        found: [
          {
            target: domainOf("member"),
            result: "no",
            sentence: `There is something: ${canary("evidence", "member")}`,
            seen: { told: canary("evidence", "member") },
            alerts: [{ kind, sentence: `Look: ${canary("alarm", "member")}` }],
          },
        ],
      },
    );
  const twoHours = 7_200_000;
  await found("mail-domain", "domain-gone", new Date(now.getTime() - 2 * twoHours));
  const checkId = await one<string>(sql`select id as value from evidence_check where correlated_at is null`);
  await checkCorrelatedFailures({ actor: worker, now: new Date(now.getTime() - twoHours) }, { checkId });
  await found("domain-ownership", "proof-lost", new Date(now.getTime() - twoHours));
}
