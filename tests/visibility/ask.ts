import { type Actor, isPerson } from "@/lib/kernel/actor";
import { isDeclared } from "@/lib/kernel/form-body";
import { Refusal } from "@/lib/kernel/refusal";
import { type Act, type EntryPoint, type Given, nowhereOf } from "./acts";
import { andUndo, type Trace } from "./asking";
import { addresses, inBrowserOf, type Sent, sendTo } from "./browser";
import { leaksIn } from "./canaries";
import { markOf, type Player } from "./cast";
import { drawPage } from "./drawing";
import type { Mark, Marks, Relation } from "./matrix";
import { marksOf, rowOf } from "./matrix";
import type { PageCase } from "./pages";
import type { Read } from "./reads";
import type { World } from "./world";

/** What came of asking. */
export type Answer = { readonly is: "done"; readonly traces: readonly Trace[] } | { readonly is: "refused"; readonly words: string };

const staleWords = /^Sign in again to /;

export function marksFor(act: Act): Marks {
  return act.instead ? marksOf(act.instead.marks) : rowOf(act.row).marks;
}

export async function givenFor(act: Act, world: World): Promise<Given> {
  return { ...(await act.facts?.(world)), reference: world.stages[act.stage].reference };
}

/** Runs the command itself, as the function that a door would call, and takes back what it did. */
async function askCommand(act: Act, actor: Actor, given: Given): Promise<Answer> {
  try {
    const { traces } = await andUndo(() => act.command({ actor }, act.input(given) as never));
    return { is: "done", traces };
  } catch (error) {
    if (error instanceof Refusal)
      return { is: "refused", words: `${error.kind}: ${error.message}${error.problems.map(({ message }) => `; ${message}`).join("")}` };
    throw error;
  }
}

type Cell = { readonly act: Act; readonly player: Player; readonly mark: Mark; readonly given: Given };

/** What is wrong with how a command answers one cell, in words; nothing when it is as the matrix says. */
export async function faultsOfCommand({ act, player, mark, given }: Cell): Promise<readonly string[]> {
  const problem = (what: string) => [`${act.command.commandName} for ${player.name} (${mark}): ${what}`];
  const fresh = await player.actor("fresh");
  const ask = (actor: Actor, what = given) => askCommand(act, actor, what);
  const holds = act.also?.includes(player.name) ?? false;
  if (mark === "·" && !holds) {
    const refused = await ask(fresh);
    if (refused.is === "done") return problem(`was done and left ${refused.traces.map(({ action }) => action).join(", ") || "no trace"}`);
    const nowhere = await ask(fresh, nowhereOf(act, given));
    if (nowhere.is === "done" || nowhere.words !== refused.words)
      return problem(`answers "${refused.words}", and for what does not exist ${nowhere.is === "done" ? "does it" : `"${nowhere.words}"`}`);
    if (!refused.words.startsWith("not-allowed")) return problem(`refuses with ${refused.words}`);
    return [];
  }

  const done = await ask(fresh);
  if (done.is === "refused") return problem(`was refused: ${done.words}`);
  const faults = traceFaults(act, fresh, done.traces).flatMap(problem);
  if (mark === "S" || mark === "2") {
    const late = await ask(await player.actor("stale"));
    if (late.is === "done") faults.push(...problem("was done with an old sign-in"));
    else if (!staleWords.test(late.words.replace(/^[a-z-]+: /, ""))) faults.push(...problem(`refuses an old sign-in with ${late.words}`));
  }
  if (mark === "T" || holds) {
    const wrong = await ask(fresh, nowhereOf(act, given));
    if (wrong.is === "done") faults.push(...problem("was done with a wrong token"));
  }
  return faults;
}

/** One main trace, by the one who acted, all of one request. */
function traceFaults(act: Act, actor: Actor, traces: readonly Trace[]): string[] {
  if (act.leaves === null) return [];
  const main = traces.filter(({ action }) => action === act.leaves);
  const by = isPerson(actor) ? actor.personId : actor.kind === "system" ? actor.name : null;
  const faults: string[] = [];
  if (main.length !== 1) faults.push(`left ${main.length} × ${act.leaves} among ${traces.map(({ action }) => action).join(", ")}`);
  if (traces.some((trace) => trace.actor_id !== by || trace.actor_kind !== actor.kind)) faults.push("left a trace in another name");
  if (new Set(traces.map(({ request_id }) => request_id)).size > 1) faults.push("left traces of several requests");
  if (isPerson(actor) && actor.roles.length > 0 && act.row >= 10 && act.row <= 21 && main[0]?.actor_role === null)
    faults.push("left a trace without the role");
  return faults;
}

/** A refusal as somebody sees it, without the address it was asked at and the number of the kept form. */
function seen({ status, location, body }: Sent, given: Given): string {
  const told = Object.entries(given).reduce(
    (text, [, value]) => (value.length < 8 ? text : text.replaceAll(value, "…")),
    `${status} ${decodeURIComponent(decodeURIComponent(location))} ${body}`,
  );
  return told.replace(/kept=[0-9a-f-]{36}/g, "kept=…");
}

/** What is wrong with how a form's address answers one cell. */
export async function faultsOfEntryPoint({ act, player, mark, given }: Cell, entryPoint: EntryPoint): Promise<readonly string[]> {
  const problem = (what: string) => [`POST ${entryPoint.address} for ${player.name} (${mark}): ${what}`];
  const post = (what: Given, age: "fresh" | "stale" = "fresh") =>
    inBrowserOf(player, age, () =>
      andUndo(() => sendTo(entryPoint.address, { params: entryPoint.params(what), fields: entryPoint.fields(what) })),
    );
  const { result, traces } = await post(given);
  const hidden = (player.hidden ?? []).filter((address) => seen(result, given).includes(address));
  if (hidden.length > 0) return problem(`is sent ${hidden.join(", ")}`);
  const holds = act.also?.includes(player.name) ?? false;
  if (mark === "·" && !holds) {
    const nowhere = await post(nowhereOf(act, given));
    if (traces.length > 0) return problem(`left ${traces.map(({ action }) => action).join(", ")}`);
    const expected = player.session ? 404 : 303;
    if (result.status !== expected) return problem(`answers ${result.status} ${result.location}`);
    if (!player.session && !result.location.startsWith("/sign-in?next=")) return problem(`leads to ${result.location}`);
    if (seen(result, given) !== seen(nowhere.result, nowhereOf(act, given)))
      return problem(
        `answers otherwise than for what does not exist: ${seen(result, given)} / ${seen(nowhere.result, nowhereOf(act, given))}`,
      );
    return [];
  }

  if (result.status !== 303 || /[?&]kept=|^\/sign-in/.test(result.location)) return problem(`answers ${result.status} ${result.location}`);
  const faults: string[] = [];
  if (act.leaves !== null && traces.filter(({ action }) => action === act.leaves).length !== 1)
    faults.push(...problem(`left ${traces.map(({ action }) => action).join(", ") || "nothing"}`));
  if (mark === "S" || mark === "2") {
    const late = await post(given, "stale");
    if (late.traces.length > 0) faults.push(...problem("was done with an old sign-in"));
    else if (!/[?&]kept=/.test(late.result.location)) faults.push(...problem(`answers an old sign-in with ${late.result.status}`));
  }
  return faults;
}

/** What is wrong with how a page answers one person. */
export async function faultsOfPage(
  page: PageCase,
  relation: Relation,
  player: Player,
  given: Record<string, string>,
): Promise<readonly string[]> {
  const mark = page.also?.includes(player.name) ? "Y" : markOf(player, page.stage, marksOf(page.opens));
  const problem = (what: string) => [
    `${page.file} about ${page.stage}${page.search ? ` ?${new URLSearchParams(page.search)}` : ""} for ${player.name} (${relation} ${mark}): ${what}`,
  ];
  const drawn = (params: Record<string, string>) =>
    inBrowserOf(player, "fresh", () => drawPage(page.file, { params, search: page.search ?? {} }));
  const sent = await drawn(given);
  const leaks = leaksIn(sent.body, player, page);
  if (leaks.length > 0) return problem(`is sent ${leaks.join(", ")}`);
  if (mark === "·") {
    if (player.session ? sent.status !== 404 : !sent.location.startsWith("/sign-in?next="))
      return problem(`answers ${sent.status} ${sent.location}`);
    const nowhere = page.nowhere ? await drawn(page.nowhere(given)) : sent;
    const reference = { reference: "", ...given };
    return seen(sent, reference) === seen(nowhere, { reference: "", ...page.nowhere?.(given) })
      ? []
      : problem("answers otherwise than for what does not exist");
  }
  if (page.leads?.test(sent.location)) return [];
  if (sent.status !== 200) return problem(`answers ${sent.status} ${sent.location}`);
  if (page.nowhere && (await drawn(page.nowhere(given))).status === 200) return problem("opens what does not exist");
  const twice = idsTwice(sent.body);
  if (twice.length > 0) return problem(`has ${twice.join(", ")} twice`);
  const unread = fieldsNobodyReads(sent.body);
  if (unread.length > 0) return problem(`sends ${unread.join(", ")}, which its route refuses`);
  return (page.shows ?? []).flatMap(({ word, to }) => {
    const may = markOf(player, page.stage, marksOf(to)) === "Y";
    return sent.body.includes(word) === may ? [] : problem(may ? `does not show ${word}` : `shows ${word}`);
  });
}

/** The ids that stand twice on a page: the label of the second field would lead to the first. */
function idsTwice(body: string): readonly string[] {
  const ids = [...body.matchAll(/<[a-z][^<>]*\sid=([^\s<>]+)/g)].map(([, id = ""]) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** The fields of the page's forms that the route of the form does not declare: sending such a form would be refused. */
function fieldsNobodyReads(body: string): readonly string[] {
  const unread: string[] = [];
  for (const form of body.split("<form ").slice(1)) {
    const action = /\baction=(\S+) /.exec(form)?.[1] ?? "";
    if (!/^[^>]*\bmethod=post /.test(form)) continue;
    const declared = declaredAt(action);
    const names = [...form.matchAll(/<(?:input|textarea|select|button) [^>]*?\bname=(\S+) /g)].map(([, name = ""]) => name);
    unread.push(...names.filter((name) => !declared(name)).map((name) => `${action} ${name}`));
  }
  return unread;
}

const forms = (await addresses())
  .toSorted((one, other) => one.address.split("[").length - other.address.split("[").length) // a fixed part of an address before a variable one
  .map(({ address, fields }) => ({ fields, pattern: new RegExp(`^${address.replace(/\[\w+\]/g, "[^/]+")}$`) }));

function declaredAt(action: string): (name: string) => boolean {
  const form = forms.find(({ pattern }) => pattern.test(action.split("?")[0] ?? ""));
  return isDeclared(form?.fields ?? []);
}

/** What is wrong with what a query gives one person. */
export async function faultsOfRead(read: Read, relation: Relation, player: Player, world: World): Promise<readonly string[]> {
  const problem = (what: string) => [`${read.name} about ${read.stage} for ${player.name} (${relation}): ${what}`];
  const viewer = await player.actor("fresh");
  const given = JSON.stringify(await read.run(viewer, world.stages[read.stage])) ?? "";
  const leaks = leaksIn(given, player, read);
  if (leaks.length > 0) return problem(`gives ${leaks.join(", ")}`);
  const may = markOf(player, read.stage, marksOf(read.to)) === "Y";
  if (given.includes(read.word) !== may) return problem(may ? `does not give ${read.word}` : `gives ${read.word}`);
  const nowhere = read.nowhere ? (JSON.stringify(await read.nowhere(viewer)) ?? "") : "null";
  if (nowhere !== "null") return problem("gives something of what does not exist");
  return [];
}
