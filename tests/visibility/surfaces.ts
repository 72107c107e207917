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
const files: Readonly<Record<string, readonly number[]>> = {
  "app/.well-known/security.txt/route.ts": [1],
  "app/[list]/roster.json/route.ts": [2],
  "app/[list]/roster.md/route.ts": [2],
  "app/committee/[list]/members.csv/route.ts": [23],
  "app/committee/[list]/members.json/route.ts": [23],
  "app/applications/[reference]/export.json/route.ts": [6],
  "app/membership/[list]/export.json/route.ts": [22, 57],
  "app/account/export.json/route.ts": [57],
  "app/membership/[list]/recheck/calendar.ics/route.ts": [30],
  "app/api/webhooks/resend/route.ts": [59],
};

/** Before anybody is known, or about nobody but oneself. */
const addressesWithoutRow: Readonly<Record<string, string>> = {
  "app/sign-in/ask/route.ts": "before anybody is known",
  "app/sign-in/check/route.ts": "before anybody is known",
  "app/sign-out/route.ts": "ends one's own session",
  "app/account/end-others/route.ts": "ends one's own sessions",
  "app/account/name/route.ts": "one's own name",
  "app/audit/checkpoints/route.ts": "row 78a: signed checkpoints for everybody: hash, position, time, key, signature, and nothing else",
  "app/api/health/route.ts": "says whether the portal can serve, and nothing of what it holds",
  "app/outbox/[id]/[file]/route.ts": "everybody's mailbox on one's own machine; does not exist in production",
  "app/membership/[list]/alias/new/continue/route.ts": "decides a wish of who may ask for it, and writes nothing",
  "app/[list]/apply/answers/route.ts": "reads the answers to the first questions and writes nothing",
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
      .filter((file) => /^lib\/[a-z]+\/queries(\/[a-z-]+)?\.ts$/.test(file))
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
        ...acts.flatMap(({ entryPoints }) => entryPoints.map(({ file }) => file)),
        ...Object.keys(files),
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
    ...Object.values(files).flat(),
    ...Object.values(verbs).flat(),
    56, // asked of the database itself
  ];
  return [...new Set(rows)].sort((one, other) => one - other);
}
