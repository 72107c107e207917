import type { Assessed } from "../checks";
import type { LookupOutcome } from "../seen";

export type OwnershipSeen = {
  readonly domain: string;
  /** The whole text that proves it, "forewarned-verify=...". */
  readonly record: string;
  readonly present: boolean;
  readonly texts: LookupOutcome<number>;
  /** Whether it was shown the last time that this could be told. */
  readonly before: boolean;
};

/** Whether a domain has the record that only its owner can set. It is optional: a domain without it shows nothing, one that lost it does. */
export function assessOwnership({ domain, present, texts, before }: OwnershipSeen): Assessed {
  if (present) return { result: "yes", sentence: `${domain} publishes the TXT record that proves who owns it.` };
  if (texts.is === "cannot-tell")
    return { result: "cannot-tell", sentence: `The TXT records of ${domain} could not be looked up: ${texts.why}.` };
  if (before) return { result: "no", sentence: `${domain} no longer has the record that proves who owns it.` };
  return { result: "cannot-tell", sentence: `${domain} does not have the record that proves who owns it. This is optional.` };
}
