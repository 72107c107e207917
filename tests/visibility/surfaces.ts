import { applicantActs } from "./acts";
import { aliasActs } from "./alias-acts";
import { filesNamed, moduleAt } from "./browser";
import { committeeActs } from "./committee-acts";
import { evidenceActs } from "./evidence-acts";
import { pageCases, pagesWithoutRow } from "./pages";
import { peopleActs } from "./people-acts";
import { queriesWithoutRow, reads } from "./reads";
import { recheckActs } from "./recheck-acts";
import { removalActs } from "./removal-acts";

/** Everything by which an action can be reached, found in the files of the house. What is found has to be answered for here. */

export const acts = [...applicantActs, ...committeeActs, ...peopleActs, ...evidenceActs, ...aliasActs, ...removalActs, ...recheckActs];

/** Addresses that answer without a page, beside the forms of `acts`: the rows of the matrix that they show. */
const addressesWithRows: Readonly<Record<string, readonly number[]>> = {
  "/.well-known/security.txt": [1],
  "/[list]/roster.json": [2],
  "/[list]/roster.md": [2],
  "/committee/[list]/members.csv": [23],
  "/committee/[list]/members.json": [23],
  "/applications/[reference]/export.json": [6],
  "/membership/[list]/export.json": [22, 57],
  "/account/export.json": [57],
  "/membership/[list]/recheck/calendar.ics": [30],
  "/api/webhooks/resend": [59],
};

/** Before anybody is known, or about nobody but oneself. */
const addressesWithoutRow: Readonly<Record<string, string>> = {
  "/sign-in/ask": "before anybody is known",
  "/sign-in/check": "before anybody is known",
  "/sign-out": "ends one's own session",
  "/account/end-others": "ends one's own sessions",
  "/account/name": "one's own name",
  "/audit/checkpoints": "row 78a: signed checkpoints for everybody: hash, position, time, key, signature, and nothing else",
  "/api/health": "says whether the portal can serve, and nothing of what it holds",
  "/outbox/[id]/[file]": "everybody's mailbox on one's own machine; does not exist in production",
  "/membership/[list]/alias/new/continue": "decides a wish of who may ask for it, and writes nothing",
  "/[list]/apply/answers": "reads the answers to the first questions and writes nothing",
};

/** What the command line can do, with the rows of the matrix. Whoever runs it runs the portal. */
const verbs: Readonly<Record<string, readonly number[]>> = {
  "application show": [6],
  "application queue": [7],
  "application read": [],
  "audit make-key": [],
  "audit public-key": [],
  "audit verify": [55],
  "committee grant": [45],
  "committee revoke": [46],
  "list check": [1],
  "list what-if": [23],
  "recheck run": [52],
  "roster mark-applied": [40],
  "roster plan": [39, 40],
  "roster read": [],
  "roster show": [2],
};

/** Commands that no row speaks of. */
const commandsWithoutRow: Readonly<Record<string, string>> = {
  requestSignInCode: "before anybody is known",
  checkSignInCode: "before anybody is known",
  signOut: "ends one's own session",
  endOtherSessions: "ends one's own sessions",
  renamePerson: "one's own name",
  tellBrokenTrail: "what the worker verified; raises an alert (tests/worker/verify-trail.test.ts)",
  tellStatusFaults: "what the worker verified; raises an alert (tests/worker/verify-trail.test.ts)",
  tellRefusedAccess: "what the web process counted; raises an alert (tests/evidence/refused-access.test.ts)",
};

export async function exportedCommands(): Promise<readonly string[]> {
  const modules = await Promise.all(
    filesNamed("lib", /\.ts$/)
      .filter((file) => /^lib\/[a-z]+\/commands\//.test(file))
      .map(moduleAt),
  );
  const exported = modules.flatMap((module) => Object.values(module));
  return exported.flatMap((value) => (typeof value === "function" && "commandName" in value ? [String(value.commandName)] : [])).sort();
}

export async function exportedQueries(): Promise<readonly string[]> {
  const modules = await Promise.all(
    filesNamed("lib", /\.ts$/)
      .filter((file) => /^lib\/([a-z]+\/queries(\/[a-z-]+)?|views\/[a-z-]+)\.ts$/.test(file))
      .map(moduleAt),
  );
  return modules.flatMap((module) => Object.entries(module).flatMap(([name, value]) => (typeof value === "function" ? [name] : []))).sort();
}

export async function verbsOfTheCommandLine(): Promise<readonly string[]> {
  const modules = await Promise.all(filesNamed("lib/cli", /^(?!portal)[a-z-]+\.ts$/).map(moduleAt));
  return modules
    .flatMap((module) => Object.entries(module))
    .flatMap(([noun, value]) => (typeof value === "object" && value !== null ? Object.keys(value).map((verb) => `${noun} ${verb}`) : []))
    .sort();
}

export const known = {
  pages: () => [...new Set([...pageCases.map(({ file }) => file), ...Object.keys(pagesWithoutRow)])].sort(),
  addresses: () =>
    [
      ...new Set([
        ...acts.flatMap(({ entryPoints }) => entryPoints.map(({ address }) => address)),
        ...Object.keys(addressesWithRows),
        ...Object.keys(addressesWithoutRow),
      ]),
    ].sort(),
  commands: () => [...new Set([...acts.map(({ command }) => command.commandName), ...Object.keys(commandsWithoutRow)])].sort(),
  queries: () => [...new Set([...reads.map(({ name }) => name.split(" ")[0] ?? ""), ...Object.keys(queriesWithoutRow)])].sort(),
  verbs: () => Object.keys(verbs).sort(),
};

/** Every row that some surface reaches. */
export function rowsReached(): readonly number[] {
  const rows = [
    ...acts.map(({ row }) => row),
    ...pageCases.flatMap(({ rows }) => rows),
    ...reads.flatMap(({ rows }) => rows),
    ...Object.values(addressesWithRows).flat(),
    ...Object.values(verbs).flat(),
    56, // asked of the database itself
  ];
  return [...new Set(rows)].sort((one, other) => one - other);
}
