/**
 * Who may do what: 59 actions, 13 relations to the thing in question. `Y` allowed; `R` reduced fields; `S` with a recent sign-in;
 * `2` as S, and it takes a second, different person; `T` whoever holds the right token; `P` when policy says so; `·` refused.
 * Anything not listed is refused. Who holds several relations has them all, except that a conflict of interest takes the rights
 * of reviewer, chair and auditor away.
 */
export const relations = ["AN", "AP", "OT", "MP", "MD", "XM", "RV", "RC", "XR", "CH", "AD", "AU", "SY"] as const;
export type Relation = (typeof relations)[number];

export type Mark = "Y" | "R" | "S" | "2" | "T" | "P" | "·";
export type Marks = Readonly<Record<Relation, Mark>>;

type Row = { readonly row: number; readonly action: string; readonly marks: Marks; readonly exists: boolean };

/** [row, action, marks in the order of the relations, "exists" once the portal has the action]. */
//                                                            AN AP OT MP MD XM RV RC XR CH AD AU SY
const table: readonly (readonly [number, string, string, "exists"?])[] = [
  [1, "read criteria, embargo policy, security.txt", "Y Y Y Y Y Y Y Y Y Y Y Y ·", "exists"],
  [2, "read public roster (only the fields the roster policy publishes)", "Y Y Y Y Y Y Y Y Y Y Y Y ·", "exists"],
  [3, "file a leak report (rate limited)", "Y Y Y Y Y Y Y Y Y Y Y Y ·"],
  [4, "start an application for an organization", "Y Y Y Y Y Y Y Y Y Y · · ·", "exists"],
  [5, "confirm its alias (token, by POST)", "T T · · · · · · · · · · ·", "exists"],
  [6, "read answers and status", "· Y · · · · Y · · Y R R Y", "exists"],
  [7, "know that it exists", "· Y · · · · Y Y · Y Y Y Y", "exists"],
  [8, "edit draft, answer a question, resubmit", "· Y · · · · · · · · · · ·", "exists"],
  [9, "withdraw", "· Y · · · · · · · · · · ·", "exists"],
  [10, "read internal notes", "· · · · · · Y · · Y · Y ·", "exists"],
  [11, "write note, ask the applicant", "· · · · · · Y · · Y · · ·", "exists"],
  [12, "declare own conflict (recuse)", "· · · · · · Y Y · Y · · ·", "exists"],
  [13, "set or lift another person's conflict", "· · · · · · · · · 2 · · ·", "exists"],
  [14, "assign a reviewer", "· · · · · · · · · S · · ·", "exists"],
  [15, "cast or change own vote while open", "· · · · · · S · · S · · ·", "exists"],
  [16, "see tally or others' votes before close", "· · · · · · · · · · · · Y", "exists"],
  [17, "see votes after close", "· · · · · · Y · · Y · Y ·", "exists"],
  [18, "extend or close a vote early", "· · · · · · · · · 2 · · ·", "exists"],
  [19, "final approval or refusal (not the only approving voter)", "· · · · · · · · · 2 · · ·", "exists"],
  [20, "waive one criterion, with reason", "· · · · · · · · · 2 · · ·", "exists"],
  [21, "reopen or overturn a decision", "· · · · · · · · · 2 · · ·"],
  [22, "read own organization record and history", "· · · Y Y · R · · Y R Y Y", "exists"],
  [23, "read another organization's non-public record", "· · · · · · R · · Y R Y Y", "exists"],
  [24, "invite or remove a contact of the organization", "· · · S · · · · · 2 · · ·", "exists"],
  [25, "request an alias change", "· · · S · · · · · 2 · · ·", "exists"],
  [26, "confirm the new alias (token, by POST)", "T · · T · · · · · · · · ·", "exists"],
  [27, "stop a pending alias change", "T · · Y Y · Y · · Y · · ·", "exists"],
  [28, "release a held alias change early", "· · · · · · · · · 2 · · ·", "exists"],
  [29, "accept a policy version", "· · · Y · · · · · · · · ·", "exists"],
  [30, "answer a re-check", "· · · Y Y · · · · · · · ·", "exists"],
  [31, "read re-check evidence", "· · · Y Y · Y · · Y · Y Y", "exists"],
  [32, "start an out-of-turn re-check", "· · · · · · · · · S · · ·", "exists"],
  [33, "propose removal", "· · · · · · S · · S · · ·", "exists"],
  [34, "approve removal (never the proposer)", "· · · · · · · · · 2 · · ·", "exists"],
  [35, "pause delivery now (second person confirms within 24 h)", "· · · · · · · · · S · · ·", "exists"],
  [36, "reinstate", "· · · · · · · · · 2 · · ·", "exists"],
  [37, "leave the list", "· · · S · · · · · · · · ·", "exists"],
  [38, "read the delivery list (effective aliases)", "· · · · · · · · · S · S Y", "exists"],
  [39, "export the roster with aliases", "· · · · · · · · · 2 · · ·", "exists"],
  [40, "force a list sync", "· · · · · · · · · S S · Y", "exists"],
  [41, "read a report", "· · · · · · S · · S · R ·"],
  [42, "see the identity of the reporter", "· · · · · · · · · S · · ·"],
  [43, "decide, close with retrospective", "· · · · · · · · · 2 · · ·"],
  [44, "know that a report about the own organization exists", "· · · P · · Y · · Y · Y ·"],
  [45, "grant a role, invite a reviewer", "· · · · · · · · · 2 2 · ·", "exists"],
  [46, "revoke a role, end sessions", "· · · · · · · · · S S · ·", "exists"],
  [47, "reset the passkey of a committee member", "· · · · · · · · · 2 · · ·"],
  [48, "publish criteria, policy or form version", "· · · · · · · · · 2 · · ·"],
  [49, "edit mail templates", "· · · · · · · · · 2 2 · ·"],
  [50, "see outbox and delivery state (no bodies)", "· · · · · · · · · Y Y Y Y", "exists"],
  [51, "send a mail again", "· · · · · · · · · S S · ·", "exists"],
  [52, "run a sweep now (idempotent per period)", "· · · · · · · · · S S · Y", "exists"],
  [53, "change keys, webhook secret, provider settings", "· · · · · · · · · · 2 · ·"],
  [54, "read the audit trail", "· R · R R · R · · Y R Y ·", "exists"],
  [55, "verify the chain, download for offline verification", "· · · · · · · · · Y Y Y Y", "exists"],
  [56, "alter or delete an audit row", "· · · · · · · · · · · · ·", "exists"],
  [57, "export own personal data", "· Y · Y Y Y Y · Y Y Y Y ·", "exists"],
  [58, "erase own personal data (within retention rules)", "· S · S S S S · S S S S ·"],
  [59, "deliver a provider event (valid signature only)", "· · · · · · · · · · · · Y", "exists"],
];

export const matrix: readonly Row[] = table.map(([row, action, marks, exists]) => ({
  row,
  action,
  marks: marksOf(marks),
  exists: exists !== undefined,
}));

/** The row of a number. A number that the matrix does not have is a slip of the pen and throws. */
export function rowOf(number: number): Row {
  const row = matrix.find((each) => each.row === number);
  if (!row) throw new Error(`The matrix has no row ${number}`);
  return row;
}

function isMark(text: string): text is Mark {
  return ["Y", "R", "S", "2", "T", "P", "·"].includes(text);
}

/** "Y · S ..." as marks by relation; anything but 13 known marks throws. */
export function marksOf(text: string): Marks {
  const marks = text.split(" ");
  if (marks.length !== relations.length || !marks.every(isMark))
    throw new Error(`"${text}" is not a mark for each of ${relations.length} relations`);
  return Object.fromEntries(relations.map((relation, index) => [relation, marks[index]])) as Record<Relation, Mark>;
}
