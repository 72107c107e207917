import { isIP } from "node:net";

/** Where a request came from, as far as limits ask: one subscriber's network, and the wider network around it. */
export type Source = { readonly address: string; readonly network: string };

/**
 * The source of a client's address: an IPv4 address in its /24, or an IPv6 /64 (one subscriber, RFC 6177) in its /48. Null for an
 * address of this machine and for anything that is not an address: behind a proxy that does not name its clients, all of them would be one source.
 */
export function sourceOf(client: string | null): Source | null {
  const [given = ""] = (client ?? "").trim().toLowerCase().split("%", 1);
  const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(given)?.[1] ?? given;
  if (isIP(address) === 4) return address.startsWith("127.") ? null : { address, network: address.split(".").slice(0, 3).join(".") };
  if (isIP(address) !== 6 || address === "::1") return null;
  const groups = eightGroups(address);
  return { address: groups.slice(0, 4).join(":"), network: groups.slice(0, 3).join(":") };
}

/** The eight groups of an IPv6 address, without leading zeros. An IPv4 tail is in the last two groups, which no limit uses. */
function eightGroups(address: string): readonly string[] {
  const [front = "", back] = address.split("::");
  const head = front.split(":").filter((group) => group !== "");
  const tail = (back ?? "").split(":").flatMap((group) => (group === "" ? [] : group.includes(".") ? ["0", "0"] : [group]));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...(back === undefined ? [] : zeros), ...tail].map((group) => Number.parseInt(group, 16).toString(16));
}
