import { and, eq, gt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { person, rememberedBrowser } from "@/db/schema";
import { pastLimit, type RequestLimit, refusePastLimit, secondsToWait } from "@/lib/kernel/request-limit";
import type { Source } from "@/lib/kernel/source";
import { rememberedDays } from "./sessions";

/**
 * Who asks comes first, whom it is about second. What one network gets for an address in a day is counted before anything that networks
 * share. `codesPerAddress` and `codesPerAddressInADay` can be filled by strangers, so neither stops anybody: past them each network
 * still gets one code a day for the address, up to `extraCodesPerAddress`, which keeps the mailbox usable.
 */
export const signInLimits = {
  codesOfRememberedBrowser: { name: "code-remembered", most: 10, minutes: 15 },
  codesPerSource: { name: "code-source", most: 60, minutes: 15 },
  codesPerBrowser: { name: "code-browser", most: 10, minutes: 15 },
  codesPerSourceAndAddress: { name: "code-source-address", most: 5, minutes: 15 },
  codesPerNetworkAndAddress: { name: "code-network-address-day", most: 10, minutes: 1440 },
  codesPerAddress: { name: "code-address", most: 8, minutes: 15 },
  codesPerAddressInADay: { name: "code-address-day", most: 40, minutes: 1440 },
  extraCodePerNetworkAndAddress: { name: "extra-code-network-address", most: 1, minutes: 1440 },
  extraCodesPerAddress: { name: "extra-code-address", most: 60, minutes: 1440 },
  triesPerBrowser: { name: "try-browser", most: 20, minutes: 15 },
  triesPerSource: { name: "try-source", most: 120, minutes: 15 },
} as const satisfies Record<string, RequestLimit>;

/** The browser and the network that ask. Null where it is not known. */
export type Asking = { readonly browserHash: string | null; readonly source: Source | null };

const tooManyCodes = "Too many codes were requested.";

/**
 * Refuses (kind "too-often") a request for a sign-in code past the limits. A browser in which this very person signed in before has an
 * allowance of its own, which no stranger can use up. The limits ask for an address alike whether anybody is known by it or not.
 */
export async function limitCodeRequests(email: string, { browserHash, source }: Asking): Promise<void> {
  const address = email.replaceAll("\u0000", "").trim(); // the database takes no NUL; the command refuses the address
  if (browserHash !== null && (await isRemembered(browserHash, address)))
    return refusePastLimit(signInLimits.codesOfRememberedBrowser, `${browserHash} ${address}`, tooManyCodes);

  if (source !== null) await refusePastLimit(signInLimits.codesPerSource, source.address, tooManyCodes);
  if (browserHash !== null) await refusePastLimit(signInLimits.codesPerBrowser, browserHash, tooManyCodes);
  const forAddress = "Too many codes were requested for this address.";
  if (source !== null) {
    await refusePastLimit(signInLimits.codesPerSourceAndAddress, `${source.address} ${address}`, forAddress);
    await refusePastLimit(signInLimits.codesPerNetworkAndAddress, `${source.network} ${address}`, forAddress);
  }
  const wait =
    (await secondsToWait(signInLimits.codesPerAddress, address)) ?? (await secondsToWait(signInLimits.codesPerAddressInADay, address));
  if (wait === null) return;
  const network = source?.network ?? "unknown";
  if ((await secondsToWait(signInLimits.extraCodePerNetworkAndAddress, `${network} ${address}`)) !== null)
    throw pastLimit(forAddress, wait);
  await refusePastLimit(signInLimits.extraCodesPerAddress, address, forAddress);
}

/** Refuses (kind "too-often") more typed codes than a person types. A code itself ends after five, and only its own browser can try it. */
export async function limitCodeTries({ browserHash, source }: Asking): Promise<void> {
  const what = "Too many codes were tried.";
  if (browserHash !== null) await refusePastLimit(signInLimits.triesPerBrowser, browserHash, what);
  if (browserHash !== null && (await isRemembered(browserHash))) return;
  if (source !== null) await refusePastLimit(signInLimits.triesPerSource, source.address, what);
}

/** Whether somebody, or the person with an address, signed in with this browser not too long ago. */
async function isRemembered(browserHash: string, email?: string): Promise<boolean> {
  const [row] = await database()
    .select({ personId: rememberedBrowser.personId })
    .from(rememberedBrowser)
    .innerJoin(person, eq(person.id, rememberedBrowser.personId))
    .where(
      and(
        eq(rememberedBrowser.browserHash, browserHash),
        email === undefined ? undefined : eq(sql`lower(${person.email})`, email.toLowerCase()),
        gt(rememberedBrowser.signedInAt, sql`now() - make_interval(days => ${rememberedDays})`),
      ),
    )
    .limit(1);
  return row !== undefined;
}
