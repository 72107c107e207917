import { sql } from "drizzle-orm";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor, worker } from "@/lib/kernel/actor";
import { signedIn } from "@/scripts/demo/people";
import { colleagueOf, contactOf, domainOf, lastToken, nameOf, one, people, personIdOf } from "./world";

/** The address that the member wants: on another domain, because nobody reads the one in use. */
export const wantedAddress = `psirt@elsewhere-of-${domainOf("member")}`;

export async function memberIdOf(stage: "member" | "former"): Promise<string> {
  return one<string>(
    sql`select m.id as value from member m join organization o on o.id = m.organization_id where o.name = ${nameOf(stage)} and m.list = 'istio'`,
  );
}

export const wish = {
  mode: "replace",
  oldAlias: "",
  address: wantedAddress,
  reason: "The old queue closes",
  reachesTeam: "",
  oldIsDead: "yes",
};

/** A day ago the member asked for another alias; it has answered, two of the committee have agreed, and the waiting period runs. */
export async function memberChangesAlias(now: Date): Promise<void> {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const { reference } = await askAliasChange(
    { actor: await signedIn(contactOf("member"), ago(30)), now: ago(30) },
    { member: await memberIdOf("member"), ...wish },
  );
  const token = await lastToken("alias-check", wantedAddress);
  await answerAliasCheck({ actor: visitor, now: ago(29) }, { token, name: "Team", organization: nameOf("member") });
  const checkId = await one<string>(sql`select id as value from alias_check where address = ${wantedAddress}`);
  await followAliasChange({ actor: worker, now: ago(29) }, { checkId });
  await recordAliasChangeCall(
    { actor: await signedIn(people.cora, ago(28)), now: ago(28) },
    { reference, person: await personIdOf(colleagueOf("member")), how: "Called their switchboard" },
  );
  for (const who of [people.cora, people.rosa])
    await agreeAliasChange({ actor: await signedIn(who, ago(27)), now: ago(27) }, { reference, reason: "" });
}

/** What the tests ask about the change. */
export async function factsOfChange(): Promise<Record<string, string>> {
  return {
    change: await one<string>(sql`select reference as value from alias_change where new_address = ${wantedAddress}`),
    changeId: await one<string>(sql`select id as value from alias_change where new_address = ${wantedAddress}`),
    checkId: await one<string>(sql`select id as value from alias_check where address = ${wantedAddress}`),
    member: await memberIdOf("member"),
    person: await personIdOf(colleagueOf("member")),
  };
}
