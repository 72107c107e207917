import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { startApplication } from "@/lib/application/commands/start-application";
import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { browserHashOf } from "@/lib/identity/cookies";
import { visitor } from "@/lib/kernel/actor";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { setAbsence } from "@/lib/review/commands/set-absence";
import type { Act, EntryPoint, Given } from "./acts";
import { factsOfChange, memberIdOf, wantedAddress, wish } from "./alias-making";
import { givenFor, marksFor } from "./ask";
import { browserCookie } from "./browser";
import { type Cast, markOf, of, type Player, playersFor } from "./cast";
import { acts } from "./surfaces";
import { domainOf, lastToken, nameOf, one, type World } from "./world";

/** What a form is sent with, and by whom. */
type Sending = { readonly player: Player; readonly params: Record<string, string>; readonly fields: Record<string, string> };

/** A form at a moment at which somebody who may can send it. */
export type FormCase = {
  readonly address: string;
  /** The command that it runs, or what it does. */
  readonly what: string;
  /** Whether sending it changes anything that the database holds. */
  readonly changes: boolean;
  /** What else a second press may write, where the sign-in library does. */
  readonly touches?: readonly string[];
  readonly given: (world: World, cast: Cast) => Promise<Sending>;
};

const member = "contact of member";
const inAMonth = () => addDays(dayOf(new Date()), 30);

/** Where an act changes nothing in the world as it is: who does it instead, and what happens before. */
const moments: Readonly<
  Record<string, { readonly by?: string; readonly before?: (cast: Cast, act: Act) => Promise<Partial<Given> | undefined> }>
> = {
  startApplication: { by: "newcomer" },
  takeEarlierAnswers: { by: "contact of declined", before: startedAgain },
  resendAliasCheck: {
    before: async () => {
      const address = `security@${domainOf("draft")}`;
      await database().execute(sql`update alias_check set expires_at = now() - interval '1 minute' where address = ${address}`);
    },
  },
  endAbsence: {
    by: "ravi",
    before: async (cast) => void (await setAbsence({ actor: await of(cast, "ravi").actor("fresh") }, { list: "istio", until: inAMonth() })),
  },
  takeBackLeaving: {
    before: async (cast) => {
      const actor = await of(cast, member).actor("fresh");
      await announceLeaving({ actor }, { member: await memberIdOf("member"), on: inAMonth(), name: nameOf("member") });
    },
  },
  sayAllStillTrue: {
    before: async () => void (await database().execute(sql`delete from recheck_answer where criterion = 'community'`)),
  },
  askAliasChange: { before: changeStopped },
  resendAliasChange: { before: changeAskedAgain },
  answerAliasCheck: { before: async (cast, act) => (act.stage === "member" ? changeAskedAgain(cast) : undefined) },
};

async function startedAgain(cast: Cast): Promise<Partial<Given>> {
  const organization = {
    id: await one<string>(sql`select organization_id as value from application where organization_name = ${nameOf("declined")}`),
  };
  const actor = await of(cast, "contact of declined").actor("fresh");
  const started = await startApplication({ actor }, { list: "istio", eligibility: { redistributes: "yes", secrecy: "yes" }, organization });
  if (started.to !== "application") throw new Error("The organization is a member");
  await database().execute(
    sql`delete from answer where application_id = (select id from application where reference = ${started.reference}) and criterion = 'community'`,
  );
  return { reference: started.reference };
}

async function changeStopped(cast: Cast): Promise<undefined> {
  const { change = "" } = await factsOfChange();
  await stopAliasChange({ actor: await of(cast, member).actor("fresh") }, { reference: change, reason: "" });
}

async function changeAskedAgain(cast: Cast): Promise<Partial<Given>> {
  await changeStopped(cast);
  const actor = await of(cast, member).actor("fresh");
  const { reference } = await askAliasChange({ actor }, { member: await memberIdOf("member"), ...wish });
  return { change: reference, token: await lastToken("alias-check", wantedAddress) };
}

function formCaseOf(act: Act, entryPoint: EntryPoint): FormCase {
  const what = act.command.commandName;
  const { by, before } = moments[what] ?? {};
  return {
    address: entryPoint.address,
    what,
    changes: true,
    given: async (world, cast) => {
      const given = { ...(await givenFor(act, world)), ...(await before?.(cast, act)) } as Given;
      return {
        player: by === undefined ? mayPress(act, cast) : of(cast, by),
        params: entryPoint.params(given),
        fields: entryPoint.fields(given),
      };
    },
  };
}

/** The first of the cast who may do it. */
function mayPress(act: Act, cast: Cast): Player {
  const [holder] = act.also ?? [];
  if (holder !== undefined) return of(cast, holder);
  const marks = marksFor(act);
  const found = playersFor(cast, act.stage).find(({ player }) => player.name !== "worker" && markOf(player, act.stage, marks) !== "·");
  if (found === undefined) throw new Error(`Nobody may press ${act.command.commandName}`);
  return found.player;
}

type Made = Pick<FormCase, "what" | "touches"> & {
  readonly changes?: boolean;
  readonly by: string;
  readonly params?: Record<string, string>;
};

/** A form that no act of the matrix stands for. */
function formOf(
  address: string,
  { changes = true, by, params = {}, ...made }: Made,
  fields: () => Promise<Record<string, string>>,
): FormCase {
  return { address, ...made, changes, given: async (_world, cast) => ({ player: of(cast, by), params, fields: await fields() }) };
}

const istio = { list: "istio" };

/** The library is given a proof by each press, and notes the moment at the person. */
const signInPress: Made = { what: "checkSignInCode", by: "visitor", touches: ["verification_token ", "person update"] };

const others: readonly FormCase[] = [
  formOf("/sign-in/ask", { what: "requestSignInCode", by: "visitor" }, async () => ({ email: "new@acme.example" })),
  formOf("/sign-in/check", signInPress, async () => ({ code: await codeAskedFor() })),
  formOf("/sign-out", { what: "signOut", by: member }, async () => ({})),
  formOf("/account/name", { what: "renamePerson", by: member }, async () => ({ name: "Renamed" })),
  formOf("/account/end-others", { what: "endOtherSessions", by: member }, async () => ({})),
  formOf("/membership/[list]/alias/new/continue", { what: "keeps a wish", by: member, params: istio }, async () => ({
    ...wish,
    address: `psirt@${domainOf("member")}`,
    member: await memberIdOf("member"),
  })),
  formOf("/[list]/apply/answers", { what: "only reads", changes: false, by: "visitor", params: istio }, async () => ({
    redistributes: "yes",
    secrecy: "yes",
  })),
];

/** A code that the browser of the test waits for. */
async function codeAskedFor(): Promise<string> {
  const email = "new@acme.example";
  await requestSignInCode({ actor: visitor }, { email, browserHash: browserHashOf(browserCookie) ?? "" });
  return one<string>(sql`select data->>'code' as value from email where kind = 'sign-in-code' and recipient = ${email}`);
}

/** Every form of the portal, at a moment at which it can be sent. */
export const formCases: readonly FormCase[] = [
  ...acts.flatMap((act) => act.entryPoints.map((entryPoint) => formCaseOf(act, entryPoint))),
  ...others,
];
