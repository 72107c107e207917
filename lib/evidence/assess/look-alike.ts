import type { Assessed } from "../checks";

export type LookAlikeSeen = {
  readonly domain: string;
  /** What it can be mistaken for, or null. */
  readonly like: string | null;
  /** Whether that is another member's domain. */
  readonly ofMember: boolean;
};

/** Whether a domain can be mistaken for another. The other member is not named: this sentence is read by members too. */
export function assessLookAlike({ domain, like, ofMember }: LookAlikeSeen): Assessed {
  if (like === null) return { result: "yes", sentence: `${domain} does not look like another member's domain.` };
  if (ofMember) return { result: "no", sentence: `${domain} can be mistaken for another member's domain.` };
  return { result: "no", sentence: `${domain} can be mistaken for ${like}.` };
}
