import { readFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { isDeclared } from "@/lib/kernel/form-body";
import { byCurrentNames, currentPath, formerFields } from "@/lib/kernel/former-names";
import { proxy } from "@/proxy";
import { addresses, filesNamed } from "../visibility/browser";

/** Every address of version 0.2, with its method and the fields of its form, as the version itself listed them. */
const ofVersion02 = readFileSync(new URL("../migrations/addresses-0.2.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [method = "", address = "", ...fields] = line.split(" ");
    return { method, address, fields };
  });

type Current = { readonly address: string; readonly methods: readonly string[]; readonly fields?: readonly string[] };

const current: readonly Current[] = [
  ...filesNamed("app", /^page\.tsx$/).map((file) => ({ address: `/${file.replace(/^app\/?|\/?page\.tsx$/g, "")}`, methods: ["GET"] })),
  ...(await addresses()),
];

/** An address with a value in each of its parts. */
const filled = (address: string) => address.replace(/\[[^\]]+\]/g, "x1");

/** What answers at a path: names of segments win over parts that take any value, as in the framework. */
function answering(path: string): Current | undefined {
  const wanted = path.split("/");
  const fits = current.filter(({ address }) => {
    const parts = address.split("/");
    return parts.length === wanted.length && parts.every((part, at) => part.startsWith("[") || part === wanted[at]);
  });
  const freedom = ({ address }: Current) =>
    address
      .split("/")
      .map((part) => (part.startsWith("[") ? "1" : "0"))
      .join("");
  return fits.sort((one, other) => freedom(one).localeCompare(freedom(other)))[0];
}

const moved = ofVersion02.filter(({ address }) => currentPath(filled(address)) !== null);

describe("addresses of version 0.2", () => {
  it("has every one of them", () => {
    expect(ofVersion02).toHaveLength(208);
  });

  it.each(ofVersion02)("$method $address still leads to its page or form", ({ method, address, fields }) => {
    const path = currentPath(filled(address)) ?? filled(address);
    const found = answering(path);
    const shape = (of: string) => of.replace(/\[[^\]]+\]/g, "[]");
    expect(shape(found?.address ?? "")).toBe(currentPath(shape(address)) ?? shape(address));
    expect(found?.methods).toContain(method);
    const accepted = isDeclared([...(found?.fields ?? []), ...formerFields(found?.fields ?? [])]);
    expect(fields.filter((field) => !accepted(field.replace(/\*$/, "x"))).filter((field) => field !== "*")).toEqual([]);
  });

  it("moves those whose name has changed, and no other", () => {
    expect(moved.map(({ method, address }) => `${method} ${address} -> ${currentPath(address)}`)).toMatchInlineSnapshot(`
      [
        "POST /applications/[reference]/[criterion]/settle -> /applications/[reference]/[criterion]/resolve",
        "GET /committee/[list]/alarms -> /committee/[list]/alerts",
        "GET /committee/[list]/alarms/[alarm] -> /committee/[list]/alerts/[alarm]",
        "POST /committee/[list]/alarms/[alarm]/close -> /committee/[list]/alerts/[alarm]/close",
        "GET /committee/[list]/applications/[reference]/letter -> /committee/[list]/applications/[reference]/email",
        "GET /committee/[list]/applications/[reference]/letter/confirm -> /committee/[list]/applications/[reference]/email/confirm",
        "POST /committee/[list]/applications/[reference]/letter/decide -> /committee/[list]/applications/[reference]/email/decide",
        "POST /committee/[list]/applications/[reference]/letter/save -> /committee/[list]/applications/[reference]/email/save",
        "POST /committee/[list]/applications/[reference]/letter/send-now -> /committee/[list]/applications/[reference]/email/send-now",
        "POST /committee/[list]/applications/[reference]/letter/take-back -> /committee/[list]/applications/[reference]/email/take-back",
        "POST /committee/[list]/applications/[reference]/vote/step-aside -> /committee/[list]/applications/[reference]/vote/recuse",
        "POST /committee/[list]/criteria/[memberId]/judge -> /committee/[list]/criteria/[memberId]/decide",
        "POST /committee/[list]/member-changes/judge -> /committee/[list]/member-changes/decide",
        "GET /committee/[list]/members/[memberId]/letters -> /committee/[list]/members/[memberId]/emails",
        "POST /committee/[list]/rechecks/[reference]/judge -> /committee/[list]/rechecks/[reference]/decide",
        "GET /committee/[list]/successions -> /committee/[list]/access-recoveries",
        "POST /committee/[list]/successions/judge -> /committee/[list]/access-recoveries/decide",
        "GET /membership/[list]/letters -> /membership/[list]/emails",
        "GET /membership/[list]/succession -> /membership/[list]/access-recovery",
        "POST /membership/[list]/succession/ask -> /membership/[list]/access-recovery/ask",
        "POST /membership/[list]/succession/prove -> /membership/[list]/access-recovery/prove",
        "POST /membership/[list]/succession/stop -> /membership/[list]/access-recovery/stop",
      ]
    `);
    expect(current.filter(({ address }) => currentPath(filled(address)) !== null)).toEqual([]);
  });

  it.each(moved)("$method $address is redirected for good, with its query and the headers of every answer", ({ method, address }) => {
    const at = (path: string) => new URL(path, "https://portal.example.org");
    const answer = proxy(new NextRequest(at(`${filled(address)}?member=x%2B1&kept=%2F%2Fevil.example`), { method }));
    expect(answer.status).toBe(308);
    expect(answer.headers.get("location")).toBe(at(`${currentPath(filled(address))}?member=x%2B1&kept=%2F%2Fevil.example`).href);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const plain = proxy(new NextRequest(at("/committee/x1")));
    const without = ["cache-control", "location", "x-middleware-next", "x-middleware-override-headers", "content-security-policy"];
    const common = (headers: Headers) =>
      [...headers].filter(([name]) => !without.includes(name) && !name.startsWith("x-middleware-request"));
    expect(common(answer.headers)).toEqual(common(plain.headers));
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("redirects by the path alone, never to another machine, and only whole names", () => {
    const to = (path: string) => proxy(new NextRequest(`https://portal.example.org${path}`)).headers.get("location");
    expect(to("/committee/no-such-list/alarms/no-such-alert")).toBe(
      "https://portal.example.org/committee/no-such-list/alerts/no-such-alert",
    );
    expect(to("/committee/evil.example%2F%2F/alarms")).toBe("https://portal.example.org/committee/evil.example%2F%2F/alerts");
    expect(to("/committee/$1/alarms")).toBe("https://portal.example.org/committee/$1/alerts");
    for (const path of [
      "//evil.example/committee/x/alarms",
      "/committee/x/alarmsystem",
      "/x/committee/x/alarms",
      "/alarms/roster",
      "/letters/apply",
    ])
      expect(to(path)).toBeNull();
  });
});

describe("fields of forms that were open during an upgrade", () => {
  it("are read by their current names", () => {
    expect(byCurrentNames({ "ground.alias": "yes", "reason.alias": "Nobody answers", typed: "Globex" })).toEqual({
      "unmet.alias": "yes",
      "reason.alias": "Nobody answers",
      typed: "Globex",
    });
    expect(byCurrentNames({ letterId: "1", succession: "2" })).toEqual({ emailId: "1", accessRecovery: "2" });
  });

  it("keep the text of the current name where both were sent", () => {
    expect(byCurrentNames({ accessRecovery: "now", succession: "then" })).toEqual({ accessRecovery: "now" });
    expect(byCurrentNames({ succession: "then", accessRecovery: "now" })).toEqual({ accessRecovery: "now" });
  });

  it("are taken where the current ones are, and nowhere else", () => {
    expect(formerFields(["unmet.*", "typed"])).toEqual(["ground.*"]);
    expect(formerFields(["accessRecovery"])).toEqual(["succession"]);
    expect(formerFields(["reason", "*"])).toEqual([]);
  });
});
