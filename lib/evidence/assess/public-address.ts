import { BlockList, isIP } from "node:net";

/**
 * What nobody on the open internet can own, from the special-purpose registries of IANA (RFC 6890 and its updates), with
 * multicast, documentation and shared address space: a host that answers there is in our own network.
 */
const notPublic4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** All of IPv6 that is given out lies in 2000::/3; of that, protocol assignments (Teredo among them), documentation and 6to4 do not count. */
const given6 = "2000::/3";
const notPublic6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const refused4 = listOf(notPublic4, "ipv4");
const refused6 = listOf(notPublic6, "ipv6");
const all6 = listOf([given6], "ipv6");

/**
 * Whether an address is one that the open internet routes. IPv4 in any disguise of IPv6 (mapped, translated, 6to4, Teredo) is not:
 * nobody needs it, and it hides what is reached.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused4.check(address, "ipv4");
    case 6:
      return !address.includes("%") && all6.check(address, "ipv6") && !refused6.check(address, "ipv6");
    default:
      return false;
  }
}

/** Whether an address is a loopback address, in its plain form. */
export function isLoopback(address: string): boolean {
  return (isIP(address) === 4 && address.startsWith("127.")) || address === "::1";
}

function listOf(networks: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
