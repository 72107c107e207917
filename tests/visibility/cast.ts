import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasChange, aliasCheck, contactAlias, person, session } from "@/db/schema";
import { type Actor, recentSignInMinutes, visitor, worker } from "@/lib/kernel/actor";
import { sha256 } from "@/lib/kernel/token";
import { personOfSession } from "@/lib/views/actors";
import type { Mark, Marks, Relation } from "./matrix";
import { newcomer } from "./people-world";
import { colleagueOf, contactOf, employeeOf, invitee, people, personIdOf, type StageKey, stageKeys } from "./world";

/** Somebody who asks: who they are, and how they stand to each organization of the world. */
export type Player = {
  readonly name: string;
  readonly relationsTo: (stage: StageKey) => readonly Relation[];
  /** Null for the visitor and the worker, who have no session. */
  readonly session: { readonly fresh: string; readonly stale: string } | null;
  readonly actor: (age: "fresh" | "stale") => Promise<Actor>;
  /** Addresses that nothing may ever show to this person: for an administrator every contact alias that the world knows. */
  readonly hidden?: readonly string[];
};

export type Cast = Readonly<Record<string, Player>>;

type Who = { readonly name: string; readonly email: string };

/** Everybody, signed in: each with a session of now and one that is older than a weighty act allows. */
export async function castOf(): Promise<Cast> {
  const cast: Record<string, Player> = {
    visitor: { name: "visitor", relationsTo: () => ["AN"], session: null, actor: async () => visitor },
    worker: { name: "worker", relationsTo: () => ["SY"], session: null, actor: async () => worker },
  };
  const add = async (name: string, who: Who, relationsTo: Player["relationsTo"]) => {
    cast[name] = await player(name, who, relationsTo);
  };
  for (const stage of stageKeys) await add(`contact of ${stage}`, contactOf(stage), (other) => contactRelations(stage, other, "MP"));
  await add("deputy of member", colleagueOf("member"), (other) => contactRelations("member", other, "MD"));
  await database().insert(person).values({ email: invitee.email, name: invitee.name }).onConflictDoNothing();
  await add("invitee", invitee, () => ["OT"]);
  await add("newcomer", newcomer, () => ["OT"]);
  for (const stage of stageKeys) await add(`employee of ${stage}`, employeeOf(stage), (other) => [other === stage ? "RC" : "RV"]);
  await add("ravi", people.ravi, () => ["RV"]);
  await add("dora", people.dora, (stage) => [recusedFrom(stage) ? "RC" : "RV"]);
  await add("otto", people.otto, () => ["XR"]);
  await add("carol", people.carol, () => ["CH"]);
  await add("ann", people.ann, () => ["AD"]);
  await add("aude", people.aude, () => ["AU"]);
  return { ...cast, ann: { ...of(cast, "ann"), hidden: await knownAliases() } };
}

/** Every address that is or was a contact alias, or was asked to become one. */
async function knownAliases(): Promise<readonly string[]> {
  const { rows } = await database().execute<{ address: string }>(
    sql`select address from ${contactAlias} union select address from ${aliasCheck} union select new_address from ${aliasChange}`,
  );
  return rows.map(({ address }) => address);
}

/** Who is asked for each relation to the organization of a stage, in the order of the matrix. */
export function playersFor(cast: Cast, stage: StageKey): readonly { readonly relation: Relation; readonly player: Player }[] {
  const names: readonly (readonly [Relation, string])[] = [
    ["AN", "visitor"],
    ["AP", `contact of ${stage}`],
    ["OT", stage === "other" ? "contact of review" : "contact of other"],
    ["MP", "contact of member"],
    ["MD", "deputy of member"],
    ["XM", "contact of former"],
    ["RV", "ravi"],
    ...(recusedFrom(stage) ? ([["RC", "dora"]] as const) : []),
    ["RC", `employee of ${stage}`],
    ["XR", "otto"],
    ["CH", "carol"],
    ["AD", "ann"],
    ["AU", "aude"],
    ["SY", "worker"],
  ];
  return names.map(([relation, name]) => ({ relation, player: of(cast, name) }));
}

export function of(cast: Cast, name: string): Player {
  const found = cast[name];
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
}

const weight: Readonly<Record<Mark, number>> = { "·": 0, T: 1, P: 1, R: 2, "2": 3, S: 4, Y: 5 };

/** What a person may by all their relations together: the most that any of them allows. */
export function markOf(player: Player, stage: StageKey, marks: Marks): Mark {
  return player.relationsTo(stage).reduce<Mark>((best, relation) => (weight[marks[relation]] > weight[best] ? marks[relation] : best), "·");
}

/** Dora recused from everything that was sent after she joined; of the draft the committee knows nothing. */
function recusedFrom(stage: StageKey): boolean {
  return !["draft", "ready", "member", "former"].includes(stage);
}

/** A contact is the applicant's own people on one organization, and somebody else's on all others. */
function contactRelations(mine: StageKey, other: StageKey, role: "MP" | "MD"): readonly Relation[] {
  if (mine !== other) return ["OT"];
  if (mine === "member") return ["AP", role];
  return mine === "former" ? ["AP", "XM"] : ["AP"];
}

async function player(name: string, who: Who, relationsTo: Player["relationsTo"]): Promise<Player> {
  const userId = await personIdOf(who);
  const tokens = { fresh: randomUUID(), stale: randomUUID() };
  const expires = new Date(Date.now() + 86_400_000);
  await database()
    .insert(session)
    .values([
      { sessionToken: sha256(tokens.fresh), userId, expires, signedInAt: new Date() },
      { sessionToken: sha256(tokens.stale), userId, expires, signedInAt: new Date(Date.now() - (recentSignInMinutes + 1) * 60_000) },
    ]);
  const actor = async (age: "fresh" | "stale") => {
    const found = await personOfSession(tokens[age]);
    if (!found) throw new Error(`${name} is not signed in`);
    return found;
  };
  return { name, relationsTo, session: tokens, actor };
}
