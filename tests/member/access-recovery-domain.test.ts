import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { accessRecovery, organizationDomain } from "@/db/schema";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { domainProof } from "@/lib/member/display-name";
import { checkAccessRecoveryDomain } from "@/lib/worker/tasks/check-access-recovery-domain";
import { testDatabase } from "../setup/database";
import { type DnsSimulator, startDns, type Zone } from "../simulators/dns";
import { type Admitted, accessRecoveriesBegin, admitted, asWorker, forget, later, signedIn, someone } from "./world";

let dns: DnsSimulator;
beforeAll(async () => {
  await testDatabase();
  dns = await startDns();
});
afterAll(() => dns.stop());

let globex: Admitted;
beforeEach(async () => {
  await forget();
  dns.clear();
  globex = await admitted("Globex");
  await someone("gerd@globex.example");
  await askAccessRecovery(await signedIn("gerd@globex.example"), { list: "istio", organization: "Globex", words: "They have left." });
  await accessRecoveriesBegin();
});

const stored = async () => {
  const [row] = await database().select().from(accessRecovery);
  if (!row) throw new Error("There is no access recovery");
  return row;
};
const lookup = async () =>
  checkAccessRecoveryDomain({ accessRecoveryId: (await stored()).id }, asWorker(later({ hours: 1 })), {
    dns: dns.via(),
  });
const seen = async (zone: Zone) => {
  dns.set("globex.example", zone);
  await lookup();
  return (await stored()).domainSeen;
};
const proof = async () => domainProof((await stored()).dnsSecret);

describe("looking for the proof of an access recovery", () => {
  it("finds the record among others", async () => {
    expect(await seen({ txt: ["v=spf1 -all", await proof()] })).toBe("proved");
    expect((await stored()).domainProvedAt).toEqual(later({ hours: 1 }));
    expect(dns.asked).toEqual(["TXT globex.example"]);
  });

  it.each([
    ["no record at all", {}],
    ["other records", { txt: ["v=spf1 -all", "forewarned-verify=another"] }],
    ["no such domain", "nxdomain"],
  ] as const)("sees nothing there with %s", async (_case, zone) => {
    expect(await seen(zone)).toBe("nothing-there");
  });

  it.each(["servfail", "refused", "silent", "garbage"] as const)("cannot tell when the name server is %s", async (zone) => {
    expect(await seen(zone)).toBe("cannot-tell");
    expect((await stored()).status).toBe("open");
  });

  it("needs only one of several domains, even if another results in 'cannot tell'", async () => {
    await database().insert(organizationDomain).values({ organizationId: globex.organizationId, domain: "globex-old.example" });
    dns.set("globex-old.example", "servfail");
    expect(await seen({ txt: [await proof()] })).toBe("proved");
  });

  it("is not done again once it was proved", async () => {
    await seen({ txt: [await proof()] });
    await seen({});
    expect(dns.asked).toEqual(["TXT globex.example"]);
    expect((await stored()).domainSeen).toBe("proved");
  });
});
