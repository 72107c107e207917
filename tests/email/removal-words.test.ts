import { expect, test } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { list, origin, samples } from "./samples";

test("the committee reads of a removal that ended without it what it can do, the member that it stays", async () => {
  const data = { ...samples["removal-stopped"], reason: "A role on the committee ended." };
  const words = async (reader: "member" | "committee") =>
    (await renderEmail({ kind: "removal-stopped", data: { ...data, reader } }, list, origin)).text;
  expect((await words("committee")).split("\n---\n")[0]).toBe(
    `No action needed. The removal of Globex was stopped on 1 December 2026.

Globex stays a member. The removal can be proposed again.

Reason:

> A role on the committee ended.

The removal:

https://portal.example.org/committee/istio/removals/2026-107
`,
  );
  expect(await words("member")).toContain("\nhttps://portal.example.org/membership/istio\n");
});

test("an unconfirmed contact alias is not told that no action is needed", async () => {
  const lede = async (aliasAnswered: boolean) => {
    const data = { ...samples["alias-opened"], aliasAnswered };
    return (await renderEmail({ kind: "alias-opened", data }, list, origin)).text.split("\n\n")[0]?.replaceAll("\n", " ");
  };
  expect(await lede(true)).toMatch(/^No action needed\. /);
  expect(await lede(false)).toMatch(/^Action needed: answer our other email, which asks whether this address is monitored\.$/);
});
