import { addDays, type Day, laterDay, relativeDays, weekdayDate } from "@/lib/kernel/calendar";
import { inSentence, type OpenTask, type StatusActor, type StatusFacts } from "@/lib/member/open-task";
import { type MemberStatus, statusLine } from "@/lib/member/status";
import { istio } from "@/lists/istio";

/** Who reads a page or an email. */
export type Side = "member" | "committee";

export type Known = { readonly status: MemberStatus; readonly facts: StatusFacts; readonly today: Day };

/** What a text says against the status, in words; empty where it agrees. */
export type Contradictions = readonly string[];

const actorWords: Readonly<Record<Side, Readonly<Record<StatusActor, readonly string[]>>>> = {
  member: { member: ["Action needed"], committee: ["With the committee"], nobody: ["No action needed", "Under way"] },
  committee: { member: ["With the member"], committee: ["With the committee", "Action needed"], nobody: ["No action needed"] },
};

const anyActor = /(Action needed|With the committee|With the member|Under way|No action needed)\. /g;

/** What the words of a page say about who acts, other than the status does. */
export function pageContradictions(words: string, side: Side, known: Known): Contradictions {
  const expected = pageSentences(side, known);
  const wrong = [...words.matchAll(anyActor)].flatMap(({ index }) => {
    const excerpt = words.slice(index, index + 260);
    const right = expected.some(
      ({ sentence, dated }) =>
        excerpt.startsWith(sentence) && (dated || !/^ (Deadline:|The deadline was) /.test(excerpt.slice(sentence.length))),
    );
    return right ? [] : [`says “${excerpt}”`];
  });
  return [...wrong, ...lineContradictions(words, known), ...dayContradictions(words, known)];
}

/** Which of these open tasks the words of a page do not name, as the strip and the member's list name them, or in the committee's lines. */
export function missingOn(
  words: string,
  { side, as }: { readonly side: Side; readonly as: "sentence" | "line" },
  known: Known,
  openTasks: readonly OpenTask[],
): Contradictions {
  return openTasks.flatMap((openTask) => {
    const ways = as === "line" ? linesOf(openTask) : sentencesOf(openTask, side, known.today).map(({ sentence }) => sentence);
    return ways.some((way) => words.includes(way)) ? [] : [`does not name “${ways[0]}”`];
  });
}

type Sentence = { readonly sentence: string; readonly dated: boolean };

function pageSentences(side: Side, { status, today }: Known): readonly Sentence[] {
  const { openTasks } = status;
  if (openTasks.length > 0) return openTasks.flatMap((openTask) => sentencesOf(openTask, side, today));
  const ended = [
    "No action needed. It was stopped.",
    "No action needed. It was carried out.",
    "No action needed. The next re-check is on ",
  ];
  return [...sentencesOf(status, side, today), ...ended.map((sentence) => ({ sentence, dated: true }))];
}

/** The ways in which a page may name something open: alone, or with its title where the page is about something else. */
function sentencesOf(
  { actor, action, by, wasDueOn, title }: Pick<OpenTask, "actor" | "action" | "by" | "wasDueOn"> & { readonly title?: string },
  side: Side,
  today: Day,
): readonly Sentence[] {
  const due = wasDueOn === null ? "" : ` The due date was ${weekdayDate(wasDueOn)} (${relativeDays(today, wasDueOn)}).`;
  const day = by === null ? "" : by < today ? ` The deadline was ${weekdayDate(by)}` : ` Deadline: ${weekdayDate(by)}`;
  const rest = actor === "nobody" && by !== null ? ` on ${weekdayDate(by)}` : `.${due}${day}`;
  const actions = [action, ...(title === undefined ? [] : [`${title}: ${inSentence(action)}`])];
  return actorWords[side][actor].flatMap((whose) =>
    actions.map((words) => ({ sentence: `${whose}. ${words}${rest}`, dated: by !== null })),
  );
}

const anyLine = /(Member|Committee|Action needed): /g;

/** Lines as the committee reads them: "Member: answer the re-check, by 4 December 2026". */
function lineContradictions(words: string, { status }: Known): Contradictions {
  const expected = status.openTasks.flatMap(linesOf);
  return [...words.matchAll(anyLine)].flatMap(({ index }) => {
    const excerpt = words.slice(index, index + 160);
    const [right] = expected.filter((line) => excerpt.startsWith(line)).sort((a, b) => b.length - a.length);
    return right !== undefined && !/^, by /.test(excerpt.slice(right.length)) ? [] : [`says “${excerpt}”`];
  });
}

function linesOf(openTask: OpenTask): readonly string[] {
  const line = statusLine(openTask);
  return [line, line.replace("Committee:", "Action needed:")];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const anyDay = new RegExp(`(\\d{1,2}) (${months.join("|")})[a-z]* (\\d{4})`, "g");

/** Days to come that the status does not know. Those of emails that are still to come are no deadlines. */
function dayContradictions(text: string, known: Known): Contradictions {
  const words = text.replace(/You will get (another email|more emails) on [^.]*\./, "");
  const allowed = daysToCome(known);
  return [...words.matchAll(anyDay)].flatMap(({ index, 0: text, 1: date = "", 2: month = "", 3: year = "" }) => {
    const day = `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${date.padStart(2, "0")}`;
    return day <= known.today || allowed.includes(day)
      ? []
      : [`names ${day} in “${words.slice(Math.max(0, index - 90), index + text.length)}”`];
  });
}

/** The days of the status, of the re-check that comes next, and the last day for an appeal if a removal is carried out on its day. */
function daysToCome({ status, facts, today }: Known): readonly Day[] {
  const { removal } = facts.open;
  const days = status.openTasks.flatMap(({ by, wasDueOn }) => [by, wasDueOn].filter((day) => day !== null));
  const appeals = removal === null ? [] : [addDays(laterDay(removal.carryOutOn, today), istio.removal.appealDays)];
  return [...days, facts.nextRecheckOn, ...appeals];
}

const readerActs = /^Action needed(?:(?: today,| by| before) (\w+ \d{1,2} \w+ \d{4}))?(?:, you have more time)?[:.] (.*)$/s;
const othersAct =
  /^No action needed(?: for the appeal)?\. The (committee|member) (?:has until (\w+ \d{1,2} \w+ \d{4}) to|will|has to) (.*)$/s;

/** What an email says other than the status does; `text` is its text part. */
export function emailContradictions(text: string, side: Side, known: Known): Contradictions {
  const [body = ""] = text.split("\n---\n");
  const paragraphs = body.split("\n\n").filter((each) => !each.startsWith(">"));
  const words = paragraphs.map((each) => each.replaceAll("\n", " ")).join(" ");
  const days = dayContradictions(words, known);
  const names = (who: StatusActor, date: string | undefined, rest: string) =>
    known.status.openTasks.some(
      ({ actor, action, by }) =>
        actor === who &&
        [inSentence(action), inSentence(action).replace(", or ", " or ")].some((each) => rest.startsWith(each)) &&
        (by === null ? undefined : weekdayDate(by)) === date,
    );
  const [acts, dueOn, what = ""] = readerActs.exec(words) ?? [];
  if (acts !== undefined) return names(side, dueOn, what) ? days : [`says “${words.slice(0, 160)}”`, ...days];
  if (!words.startsWith("No action needed")) return [`names nobody: “${words.slice(0, 160)}”`, ...days];
  const own = words.startsWith("No action needed for the appeal.") ? [] : known.status.openTasks.filter(({ actor }) => actor === side);
  const [, other, date, rest = ""] = othersAct.exec(words) ?? [];
  const wrongActor = (other === "committee" || other === "member") && !names(other, date, rest.replace(/^read it\./, "read the appeal."));
  return [
    ...(wrongActor ? [`says “${words.slice(0, 160)}”`] : []),
    ...own.map((openTask) => `says “${words.slice(0, 120)}” where ${statusLine(openTask)}`),
    ...days,
  ];
}
