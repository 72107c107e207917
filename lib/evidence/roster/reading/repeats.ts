import type { Found } from "./found";

/**
 * Notes for each entry whether it repeats an earlier one, or has the address of an earlier one under another name. Repeated entries
 * are kept. One organization with two addresses is normal: a team may read several. Case is ignored.
 */
export function markRepeats(found: readonly Found[]): readonly Found[] {
  const entries = new Map<string, Found>();
  const addresses = new Map<string, Found>();
  return found.map((each) => {
    const address = each.email?.toLowerCase() ?? null;
    const key = JSON.stringify([each.organization?.toLowerCase() ?? null, address]);
    const same = each.organization === null && address === null ? undefined : entries.get(key);
    const holder = address === null ? undefined : addresses.get(address);
    if (same === undefined) entries.set(key, each);
    if (address !== null && holder === undefined) addresses.set(address, each);
    if (same !== undefined) return tell(each, `It repeats ${same.location.toLowerCase()}.`);
    return holder === undefined ? each : tell(each, `It has the address of ${holder.location.toLowerCase()}.`);
  });
}

function tell(found: Found, says: string): Found {
  return { ...found, odd: [...found.odd, says] };
}
