import { z } from "zod";
import { type Database, database } from "@/db/client";
import { domainsLike } from "@/lib/alias/commands/domains-like";
import { recordChecks } from "@/lib/application/commands/record-checks";
import { assessDelivery } from "@/lib/evidence/assess/delivery";
import { type DomainAlert, domainAlerts } from "@/lib/evidence/assess/domain-alerts";
import { assessOwnership } from "@/lib/evidence/assess/domain-ownership";
import { assessLookAlike } from "@/lib/evidence/assess/look-alike";
import { assessMailDomain } from "@/lib/evidence/assess/mail-domain";
import { assessSecurityTxt } from "@/lib/evidence/assess/security-txt";
import { assessSister, findOnRoster } from "@/lib/evidence/assess/sister-list";
import { type Assessed, type CheckName, type CheckSubject, checkNames } from "@/lib/evidence/checks";
import { domainProof, emailsTo, rosterCopies, saidYesBefore, serversBefore } from "@/lib/evidence/commands/before";
import { claimHost } from "@/lib/evidence/commands/claim-host";
import { keepRoster } from "@/lib/evidence/commands/keep-roster";
import { newestChecks } from "@/lib/evidence/commands/newest-checks";
import { type LookupOptions, seeMailDomain, seeOwnership, seeRoster, seeSecurityTxt } from "@/lib/evidence/gateways/lookup";
import { worker } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { domainLists, registrableDomain } from "@/lib/kernel/domain";
import { enqueue } from "@/lib/kernel/outbox";
import { type CheckFacts, checkFacts } from "@/lib/views/check-facts";

const because = z.enum(["application", "schedule", "recheck", "button"]);
export const checkEvidencePayload = z.object({
  memberId: z.uuid().optional(),
  applicationId: z.uuid().optional(),
  name: z.enum(checkNames),
  because,
});

type Payload = z.output<typeof checkEvidencePayload>;

/** The context of a check; tests set time, name servers and port. */
export type CheckRun = { readonly now?: Date } & LookupOptions;

/** What was found out about one thing, as it is recorded. */
type Found = Assessed & {
  readonly target: string;
  readonly seen: Record<string, unknown>;
  readonly alerts?: readonly DomainAlert[];
};

type CheckContext = {
  readonly db: Database;
  readonly subject: CheckSubject;
  readonly facts: CheckFacts;
  readonly today: Day;
  /** A person asked: what was read some minutes ago is too old for them. */
  readonly anew: boolean;
  readonly run: CheckRun;
};

/** The same check that ran so lately is not run again by the schedule: its job came twice. */
const againAfterMinutes = 10;

/** Runs one check: loads the facts, does the lookups without an open transaction, records the results. */
export async function checkEvidence(payload: Payload, run: CheckRun = {}): Promise<void> {
  const subject = subjectOf(payload);
  const db = database();
  const now = run.now ?? new Date();
  const today = dayOf(now);
  const facts = subject === null ? null : await checkFacts(db, subject, today);
  if (subject === null || facts === null || !facts.checks.includes(payload.name)) return;
  if (payload.because !== "button" && (await ranLately(db, subject, { name: payload.name, facts, now }))) return;

  const found = await checks[payload.name]({ db, subject, facts, today, anew: payload.because === "button", run });
  if (found === "later") return comeBack(payload, now);
  if (found.length === 0) return;
  const context = { actor: worker, ...(run.now === undefined ? {} : { now: run.now }) };
  await recordChecks(context, { subject, name: payload.name, because: payload.because, found });
}

function subjectOf({ memberId, applicationId }: Payload): CheckSubject | null {
  if (memberId !== undefined) return { memberId };
  return applicationId === undefined ? null : { applicationId };
}

async function ranLately(
  db: Database,
  subject: CheckSubject,
  { name, facts, now }: { name: CheckName; facts: CheckFacts; now: Date },
): Promise<boolean> {
  const last = (await newestChecks(db, subject)).filter((each) => each.name === name);
  const wanted = targetsOf(name, facts);
  return (
    last.some(({ at }) => now.getTime() - at.getTime() < againAfterMinutes * 60_000) &&
    wanted.every((target) => last.some((each) => each.target === target))
  );
}

/** What is checked, as stored in the rows. */
function targetsOf(name: CheckName, { addresses, names, roster }: CheckFacts): readonly string[] {
  switch (name) {
    case "mail-domain":
    case "look-alike":
      return addresses.map(hostOf);
    case "domain-ownership":
      return addresses.map(ownerOf);
    case "security-txt":
    case "delivery":
      return addresses;
    case "sister-list":
      return [names[0] ?? roster?.url ?? ""];
  }
}

/** A host was opened often enough this hour. */
async function comeBack(payload: Payload, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + 3_600_000);
  await database().transaction((tx) => enqueue(tx, [{ task: "check-evidence", payload, runAt }]));
}

const checks: Readonly<Record<CheckName, (context: CheckContext) => Promise<readonly Found[] | "later">>> = {
  "mail-domain": async ({ db, subject, facts, run }) =>
    Promise.all(
      facts.addresses.map(async (address) => {
        const registrable = registrableDomain(hostOf(address));
        const ofProduct = registrable !== null && facts.productDomains.includes(registrable) ? [registrable] : [];
        const seen = await seeMailDomain({ address, ownDomains: [...new Set([...facts.ownDomains, ...ofProduct])] }, run.dns);
        const alerts = domainAlerts(seen, await serversBefore(db, subject, seen.domain));
        return { target: seen.domain, ...assessMailDomain(seen), seen, alerts };
      }),
    ),

  "domain-ownership": async ({ db, subject, facts, run }) =>
    Promise.all(
      facts.addresses.map(async (address) => {
        const target = ownerOf(address);
        const before = await saidYesBefore(db, subject, { name: "domain-ownership", target });
        const seen = await seeOwnership({ address, record: domainProof(subject), before }, run.dns);
        const assessment = assessOwnership(seen);
        const alerts = assessment.result === "no" ? [{ kind: "proof-lost" as const, sentence: assessment.sentence }] : [];
        return { target, ...assessment, seen, alerts };
      }),
    ),

  "security-txt": async ({ facts, today, run }) => {
    const found: Found[] = [];
    for (const address of facts.addresses) {
      if (!(await hostIsFree(ownerOf(address), run))) return "later";
      const seen = await seeSecurityTxt(address, run);
      found.push({ target: address, ...assessSecurityTxt(seen, today), seen });
    }
    return found;
  },

  "sister-list": async ({ db, facts, today, anew, run }) => {
    const { roster } = facts;
    if (roster === null) return [];
    const why = await readRosterAnew(db, roster.url, { anew, run });
    if (why === "later") return "later";
    const { newest, usable } = await rosterCopies(db, roster.url);
    const copy = why === null ? newest : (usable ?? newest);
    const rosterCopy =
      copy === null ? { why: why ?? "it was never read" } : { entries: copy.entries, readOn: dayOf(copy.readAt), trouble: copy.trouble };
    const email = facts.addresses[0] ?? null;
    const who = { names: facts.names, email, formerNames: facts.formerNames };
    const seen = findOnRoster(who, copy?.entries ?? []);
    const assessment = assessSister(seen, { roster: rosterCopy, today, staleAfterDays: roster.staleAfterDays });
    const about = {
      url: roster.url,
      hash: copy?.hash ?? null,
      rows: copy?.rows ?? 0,
      trouble: copy?.trouble ?? null,
      names: facts.names,
      email,
    };
    return [{ target: facts.names[0] ?? roster.url, ...assessment, seen: { ...about, ...seen } }];
  },

  delivery: async ({ db, facts, today }) =>
    Promise.all(
      facts.addresses.map(async (address) => {
        const seen = await emailsTo(db, address, today);
        return { target: address, ...assessDelivery(seen), seen };
      }),
    ),

  "look-alike": async ({ db, subject, facts }) => {
    const exceptMember = "memberId" in subject ? subject.memberId : null;
    const others = await domainsLike(db, { list: facts.list.slug, hosts: facts.addresses.map(hostOf), exceptMember });
    return facts.addresses.map((address) => {
      const domain = hostOf(address);
      const like = domainLists.mistakenFor(domain, others);
      const seen = { domain, like, ofMember: like !== null && others.includes(like) };
      return { target: domain, ...assessLookAlike(seen), seen };
    });
  },
};

/** A copy that was read so lately serves all members of the list; one that a person asks for, for some minutes. */
const rosterFreshMinutes = { usually: 12 * 60, anew: 10 };

/** Reads a roster again unless it was read lately. Null when there is a copy of now; otherwise why there is none. */
async function readRosterAnew(
  db: Database,
  url: string,
  { anew, run }: { anew: boolean; run: CheckRun },
): Promise<string | null | "later"> {
  const now = run.now ?? new Date();
  const { newest } = await rosterCopies(db, url);
  if (newest !== null && now.getTime() - newest.readAt.getTime() < rosterFreshMinutes[anew ? "anew" : "usually"] * 60_000) return null;
  if (!(await hostIsFree(new URL(url).hostname, run))) return "later";
  const seen = await seeRoster(url, run);
  if (seen.is === "cannot-tell") return seen.why;
  const context = { actor: worker, ...(run.now === undefined ? {} : { now: run.now }) };
  await keepRoster(context, { url, hash: seen.hash, members: seen.members === null ? null : [...seen.members] });
  return null;
}

function hostIsFree(host: string, run: CheckRun): Promise<boolean> {
  return claimHost({ actor: worker, ...(run.now === undefined ? {} : { now: run.now }) }, { host });
}

/** The domain that somebody registered for an address. */
function ownerOf(address: string): string {
  return registrableDomain(hostOf(address)) ?? hostOf(address);
}
