import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resolveAddresses, resolveMail, resolveNameServers, resolveTxt } from "@/lib/evidence/gateways/dns";
import { type DnsSimulator, nullMx, startDns, type Zone } from "../simulators/dns";

let dns: DnsSimulator;

beforeAll(async () => {
  dns = await startDns();
});
beforeEach(() => dns.clear());
afterAll(() => dns.stop());

describe("where mail goes", () => {
  it.each<[string, Zone, unknown]>([
    [
      "to the exchangers, by preference",
      {
        mx: [
          [20, "MX2.Corp.Example"],
          [10, "mx1.corp.example"],
        ],
      },
      {
        is: "servers",
        exchangers: [
          { priority: 10, exchange: "mx1.corp.example" },
          { priority: 20, exchange: "mx2.corp.example" },
        ],
      },
    ],
    ["nowhere, says the domain (HC-EML-032)", nullMx, { is: "null-mx" }],
    ["to the domain's own address, without MX", { a: ["192.0.2.1"] }, { is: "own-address" }],
    ["to the domain's own address of the other family", { aaaa: ["2001:db8::1"] }, { is: "own-address" }],
    ["nowhere, when nothing is there", { txt: ["v=spf1 -all"] }, { is: "none" }],
    ["nowhere, when the name is gone", "nxdomain", { is: "gone" }],
    ["nobody knows: a fault", "servfail", { is: "cannot-tell", why: "the name server has a problem" }],
    ["nobody knows: refused", "refused", { is: "cannot-tell", why: "the name server refuses to answer" }],
    ["nobody knows: silence (HC-EML-033)", "silent", { is: "cannot-tell", why: "the name server does not answer" }],
  ])("%s", async (_, zone, route) => {
    dns.set("corp.example", zone);
    expect(await resolveMail("corp.example", dns.via())).toEqual(route);
  });

  it("is 'cannot tell' for an invalid answer", async () => {
    dns.set("corp.example", "garbage");
    expect(await resolveMail("corp.example", dns.via())).toMatchObject({ is: "cannot-tell" });
  });

  it("is 'cannot tell' when the address cannot be looked up", async () => {
    dns.set("corp.example", (_, type) => (type === "MX" ? {} : "servfail"));
    expect(await resolveMail("corp.example", dns.via())).toEqual({ is: "cannot-tell", why: "the name server has a problem" });
  });

  it("is waited for no longer than was asked (HC-EML-033)", async () => {
    dns.set("corp.example", "silent");
    const began = performance.now();
    await resolveMail("corp.example", { ...dns.via(), patienceMs: 100 });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe("other records", () => {
  it("gives texts in one piece, over TCP when they are long", async () => {
    const long = "x".repeat(700);
    dns.set("corp.example", { txt: ["forewarned-verify=abc", long] });
    expect(await resolveTxt("corp.example", dns.via())).toEqual({ is: "found", records: ["forewarned-verify=abc", long] });
    expect(dns.asked).toEqual(["TXT corp.example", "TXT corp.example"]);
  });

  it("distinguishes a name without a record from no name", async () => {
    dns.set("corp.example", { a: ["192.0.2.1"] });
    expect(await resolveTxt("corp.example", dns.via())).toEqual({ is: "none" });
    expect(await resolveTxt("nobody.example", dns.via())).toEqual({ is: "gone" });
  });

  it("gives name servers in lower case and in order", async () => {
    dns.set("corp.example", { ns: ["NS2.host.example", "ns1.host.example"] });
    expect(await resolveNameServers("corp.example", dns.via())).toEqual({ is: "found", records: ["ns1.host.example", "ns2.host.example"] });
  });

  it("gives addresses of both families", async () => {
    dns.set("corp.example", { a: ["192.0.2.1"], aaaa: ["2001:db8::1"] });
    expect(await resolveAddresses("corp.example", dns.via())).toEqual({ is: "found", records: ["192.0.2.1", "2001:db8::1"] });
    expect(await resolveAddresses("nobody.example", dns.via())).toEqual({ is: "gone" });
  });

  it("follows a name whose answers change", async () => {
    dns.set("corp.example", (nth) => ({ a: [nth === 0 ? "192.0.2.1" : "127.0.0.1"] }));
    expect(await resolveAddresses("corp.example", dns.via())).toEqual({ is: "found", records: ["192.0.2.1"] });
    expect(await resolveAddresses("corp.example", dns.via())).toEqual({ is: "found", records: ["127.0.0.1"] });
  });
});
