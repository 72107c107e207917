import { readFile } from "node:fs/promises";
import { type Checkpoint, checkpointsIn, gapsIn, wronglySigned } from "@/lib/audit/checkpoint-file";
import { newestCheckpoints } from "@/lib/audit/checkpoints";
import { trailProtection } from "@/lib/audit/protection";
import { keyIdOf, newSigningKey, publicKeyOf, publicKeysFrom, signingKeyFrom } from "@/lib/audit/signing";
import { verifyChain } from "@/lib/audit/verify";
import { Refusal } from "@/lib/kernel/refusal";
import { type StatusFault, statusFaults } from "@/lib/views/status-columns";
import { useLocalDatabase } from "./local-database";
import { type Noun, UsageError } from "./verb";

export const audit: Noun = {
  verify: {
    usage: "[--against FILE [--key FILE]]",
    what: "Verifies the audit trail and compares the status columns with it. --against names a file of checkpoints kept elsewhere, one per line; --key names a file of public keys that verify their signatures.",
    run: async ({ options: { against, key } }) => {
      if (key !== undefined && against === undefined) throw new UsageError("--key can only be used together with --against.");
      const checkpoints = against === undefined ? [] : await checkpointsOf(against);
      if (key !== undefined) await refuseUnsigned(checkpoints, key);
      await useLocalDatabase();
      const [verdict, protection, statuses] = [await verifyChain({ checkpoints }), await trailProtection(), await statusFaults()];
      const [newest = null] = await newestCheckpoints(1);
      const coveredUpTo = checkpoints.reduce((most, { position }) => Math.max(most, position), 0);
      const gaps = gapsIn(checkpoints, new Date());
      const lines = [
        verdict.ok
          ? `The chain is intact: ${verdict.events} events. Last hash ${verdict.lastHash}`
          : `The chain is broken at event ${verdict.position}. ${verdict.why}`,
        ...statusLines(statuses),
        `The audit trail is ${protection}.`,
        newest === null
          ? "No checkpoint has been signed yet. The worker signs one each hour once AUDIT_SIGNING_KEY is set."
          : `Last signed checkpoint: event ${newest.position}, ${newest.at}.`,
        ...(against !== undefined && key === undefined
          ? ["The signatures of the checkpoints were not checked. Name a file with the public keys with --key."]
          : []),
        ...gaps.map(
          ({ from, to }) => `No checkpoint between ${from} and ${to}: the worker did not run, or lines were removed from the file.`,
        ),
        `No checkpoint covers the events after ${coveredUpTo}: if the owner of the database had changed them, this command could not detect it.`,
        ...(verdict.ok ? [`Checkpoint to keep elsewhere: ${verdict.events} ${verdict.lastHash}`] : []),
      ];
      const json = { ...verdict, statuses, protection, newest, coveredUpTo, gaps };
      return { text: lines.join("\n"), json, refused: !verdict.ok || statuses.length > 0 };
    },
  },
  "make-key": {
    usage: "",
    what: "Prints a new key pair for signed checkpoints and stores nothing. Set AUDIT_SIGNING_KEY to the private key, and give the public key to those who verify the checkpoints.",
    run: async () => {
      const { privateKey, publicKey } = newSigningKey();
      return { text: `AUDIT_SIGNING_KEY=${privateKey}\n\n${publicKey.trimEnd()}`, json: { privateKey, publicKey } };
    },
  },
  "public-key": {
    usage: "",
    what: "Prints the public key that belongs to AUDIT_SIGNING_KEY or AUDIT_SIGNING_KEY_FILE.",
    run: async () => {
      const { AUDIT_SIGNING_KEY: given, AUDIT_SIGNING_KEY_FILE: file } = process.env;
      const key = signingKeyFrom(given || (file ? await readFile(file, "utf8").catch(() => "") : ""));
      if (key === null) throw new Refusal("There is no private Ed25519 key in AUDIT_SIGNING_KEY or AUDIT_SIGNING_KEY_FILE.");
      return { text: publicKeyOf(key).trimEnd(), json: { keyId: keyIdOf(key), publicKey: publicKeyOf(key) } };
    },
  },
};

/** So many differences are printed; all of them are in the JSON. */
const mostPrinted = 20;

function statusLines(faults: readonly StatusFault[]): readonly string[] {
  if (faults.length === 0) return ["Every status column agrees with its events."];
  return [
    `Statuses that differ from their events: ${faults.length}. They were changed in the database, outside the portal.`,
    ...faults
      .slice(0, mostPrinted)
      .map(
        ({ column, row, stored, told }) =>
          `  ${column} of ${row}: stored "${stored}", the trail says ${told === null ? "nothing" : `"${told}"`}`,
      ),
    ...(faults.length > mostPrinted ? [`  and ${faults.length - mostPrinted} more; --json prints all of them`] : []),
  ];
}

async function checkpointsOf(file: string): Promise<readonly Checkpoint[]> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) throw new Refusal(`${file} could not be read. Check the name of the file.`);
  const found = checkpointsIn(text);
  if (found === null)
    throw new Refusal(
      `${file} must contain one checkpoint per line: the number of an event, a space and its hash, or a line signed by the portal.`,
    );
  return found;
}

async function refuseUnsigned(checkpoints: readonly Checkpoint[], keyFile: string): Promise<void> {
  const keys = publicKeysFrom(await readFile(keyFile, "utf8").catch(() => ""));
  if (keys === null) throw new Refusal(`${keyFile} must contain public Ed25519 keys as PEM, like the output of "audit public-key".`);
  const wrong = wronglySigned(checkpoints, keys);
  if (wrong === null) return;
  const { position, keyId } = checkpoints[wrong - 1] ?? {};
  const why =
    keyId === undefined ? "it is not signed" : keys.has(keyId) ? "it was changed after it was signed" : `no key ${keyId} was given`;
  throw new Refusal(`Checkpoint ${wrong} of the file, for event ${position}, proves nothing: ${why}.`);
}
