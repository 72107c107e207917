import { markOf, type Player } from "./cast";
import { type Marks, marksOf, rowOf } from "./matrix";
import { canary, contactOf, domainOf, invitee, nameOf, type StageKey, stageKeys } from "./world";

/** A secret of one organization: the word by which it is found, and who may ever be sent it. */
type Secret = {
  readonly what: string;
  readonly word: string;
  readonly stage: StageKey;
  readonly marks: Marks;
  readonly also?: readonly string[];
};

const row = (number: number): Marks => rowOf(number).marks;
const applicantOnly = marksOf("· Y · · · · · · · · · · ·");
const nobody = marksOf("· · · · · · · · · · · · ·");
/** Its people, its decides, and those who see where emails went (row 50). */
const addressees = marksOf("· Y · Y Y · Y · · Y Y Y Y");
/** The same but for administrators, who see contact aliases nowhere (rows 22, 38, 39). */
const readersOfAliases = marksOf("· Y · Y Y · Y · · Y · Y Y");
/** Its people and every role without a conflict of interest. */
const nameKnown = marksOf("· Y · Y Y Y Y · · Y Y Y Y");

const unsent: readonly StageKey[] = ["draft", "ready"];
const voted: readonly StageKey[] = ["closed", "held", "member", "former"];

/** Every secret of the world. A surface is searched for all of them, whoever asks and whatever it is about. */
export const secrets: readonly Secret[] = stageKeys.flatMap((stage): Secret[] => {
  const sent = !unsent.includes(stage);
  const of = (what: string, marks: Marks, who = ""): Secret => ({ what, word: canary(what, stage, who), stage, marks });
  return [
    of("answer", sent ? row(6) : applicantOnly),
    of("note", row(10)),
    { what: "contact's address", word: contactOf(stage).email, stage, marks: sent ? addressees : applicantOnly },
    { what: "alias", word: `security@${domainOf(stage)}`, stage, marks: sent ? readersOfAliases : applicantOnly },
    ...(stage === "member" ? [] : [{ what: "name", word: nameOf(stage), stage, marks: sent ? nameKnown : applicantOnly }]), // a member's is public
    ...(voted.includes(stage)
      ? [of("finding", row(10), "ravi"), ...["cora", "carol", "ravi", "rosa", "otto"].map((who) => of("vote", row(17), who))]
      : []),
    ...(stage === "voting"
      ? [of("finding", row(10), "ravi"), of("waiver", row(10)), ...["cora", "rosa"].map((who) => of("vote", row(16), who))]
      : []),
    ...(stage === "review"
      ? [
          { ...of("finding", nobody, "ravi"), also: ["ravi"] },
          { ...of("finding", nobody, "carol"), also: ["carol"] },
          of("finding", nobody, "rosa"),
        ]
      : []),
    ...(["closed", "held"].includes(stage) ? [of("letter", row(10))] : []),
    ...(stage === "declined" ? [of("reason", marksOf("· Y · · · · Y · · Y · Y Y"))] : []),
    ...(stage === "member"
      ? [
          { ...of("join", marksOf("· · · Y · · Y · · Y · · ·")), also: ["newcomer"] },
          { ...of("access-recovery", marksOf("· · · Y Y · Y · · Y · · ·")), also: ["newcomer"] },
          of("change", marksOf("· · · Y Y · Y · · Y · · ·")),
        ]
      : []),
    ...(stage === "asked" ? [of("question", row(6))] : []),
    ...(stage === "member"
      ? [of("reason-of-removal", marksOf("· · · Y Y · Y · · Y · Y Y")), of("appeal", marksOf("· · · Y Y · Y · · Y · Y Y"))]
      : []),
    ...(stage === "member" ? [of("evidence", row(31)), of("alarm", marksOf("· · · · · · Y · · Y · Y Y"))] : []),
    ...(stage === "member" ? [of("said", marksOf("· · · Y Y · Y · · Y · · ·")), of("call", marksOf("· · · · · · Y · · Y · Y ·"))] : []),
    ...(stage === "draft"
      ? [of("mail", applicantOnly), { what: "invited address", word: invitee.email, stage, marks: applicantOnly, also: ["invitee"] }]
      : []),
  ];
});

/** What the link in an email may show to whoever holds it: the organization it speaks of, and who applied for it. */
type ShownByLink = { readonly expectedFor?: StageKey; readonly showsApplicant?: boolean };

/** Secrets in what somebody was sent that they may not know. */
export function leaksIn(text: string, player: Player, link: ShownByLink = {}): readonly string[] {
  const leaks = secrets
    .filter((secret) => text.includes(secret.word) && !mayKnow(player, secret, link))
    .map(({ what, stage }) => `${what} of ${stage}`);
  const hidden = (link.expectedFor === undefined ? (player.hidden ?? []) : []).filter((address) =>
    text.toLowerCase().includes(address.toLowerCase()),
  );
  return [...leaks, ...hidden.map((address) => `the hidden address ${address}`)];
}

function mayKnow(player: Player, { what, stage, marks, also }: Secret, { expectedFor, showsApplicant = false }: ShownByLink): boolean {
  if (also?.includes(player.name)) return true;
  if (stage === expectedFor && (what === "name" || what === "alias" || (showsApplicant && what === "contact's address"))) return true;
  return markOf(player, stage, marks) === "Y";
}
