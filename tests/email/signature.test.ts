import { describe, expect, it } from "vitest";
import { later as seconds } from "@/lib/email/rules";
import { assessSignature } from "@/lib/email/signature";
import { monday } from "../application/world";
import { hostileCases } from "../data/hostile";
import { signature } from "../simulators/resend";

const secret = `whsec_${Buffer.from("a secret of thirty-two bytes, ok").toString("base64")}`;
const other = `whsec_${Buffer.from("another one of thirty-two bytes!").toString("base64")}`;
const when = (id: string) => `${id}: ${hostileCases("webhook").find((each) => each.id === id)?.when}`;

describe("a signature", () => {
  const body = Buffer.from('{"type":"email.sent"}');
  const at = String(monday.getTime() / 1000);
  const right = (id = "msg_1", key = secret) => `v1,${signature(body.toString(), { secret: key, id, timestamp: at })}`;
  const assess = (headers: Partial<Record<"id" | "timestamp" | "signatures", string | null>>, now = monday, key = secret) =>
    assessSignature({ id: "msg_1", timestamp: at, signatures: right(), ...headers }, body, { secret: key, now });

  it("of the provider's own example is right", () => {
    // the worked example of the webhook scheme's reference
    const example = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330" };
    const payload = '{"test": 2432232314}';
    const key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const signatures = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    expect(assessSignature({ ...example, signatures }, Buffer.from(payload), { secret: key, now: new Date(1_614_265_330_000) })).toBe(
      "right",
    );
  });

  it.each<[string, Parameters<typeof assess>[0], string]>([
    ["right", {}, "right"],
    ["one of several, while a secret is changed", { signatures: `${right("msg_1", other)} ${right()}` }, "right"],
    ["one of several, of a scheme that comes later", { signatures: `v2,abc ${right()}` }, "right"],
    ["of another secret", { signatures: right("msg_1", other) }, "wrong"],
    ["of another id", { id: "msg_2" }, "wrong"],
    ["missing", { signatures: null }, "unsigned"],
    ["empty", { signatures: "" }, "unsigned"],
    ["of a scheme that is unknown", { signatures: right().replace("v1", "v0") }, "unsigned"],
    ["cut short", { signatures: right().slice(0, -4) }, "unsigned"],
    ["one of a hundred", { signatures: `${right("msg_1", other)} `.repeat(99) + right() }, "unsigned"],
    ["without an id", { id: null }, "unsigned"],
    ["with an id that holds a dot", { id: "msg.1" }, "unsigned"],
  ])("is %s", (_, headers, verdict) => {
    expect(assess(headers)).toBe(verdict);
  });

  it.each(["1674087231abc", "1e9", "-1", "", " 1674087231", "1674087231, 1674087231", "0x63c88fff", "1674087231.5"])(
    `${when("HC-WHK-007")}: "%s"`,
    (timestamp) => {
      expect(assess({ timestamp })).toBe("unsigned");
    },
  );

  it("is stale after five minutes, on either side", () => {
    expect([300, -300].map((offset) => assess({}, seconds(monday, offset)))).toEqual(["right", "right"]);
    expect([301, -301].map((offset) => assess({}, seconds(monday, offset)))).toEqual(["stale", "stale"]);
  });

  it("needs a secret that keeps anybody out", () => {
    for (const key of ["", "whsec_", "whsec_YWJj", "plain", `whsec_${"!".repeat(40)}`]) expect(assess({}, monday, key)).toBe("unsigned");
  });

  it(`${when("HC-WHK-010")}: takes the same time wherever it is wrong`, { retry: 4 }, () => {
    const bytes = Buffer.from(right().slice(3), "base64");
    const wrongAt = (index: number) => {
      const wrong = Buffer.from(bytes);
      wrong[index] = (wrong[index] ?? 0) ^ 0xff;
      return `v1,${wrong.toString("base64")}`;
    };
    const [first, last] = [wrongAt(0), wrongAt(31)];
    const times: Record<string, number[]> = { first: [], last: [] };
    for (let round = 0; round < 6_000; round += 1) {
      for (const [name, signatures] of round % 2 === 0
        ? ([
            ["first", first],
            ["last", last],
          ] as const)
        : ([
            ["last", last],
            ["first", first],
          ] as const)) {
        const began = process.hrtime.bigint();
        assess({ signatures });
        times[name]?.push(Number(process.hrtime.bigint() - began));
      }
    }
    const median = (all: number[] = []) => all.toSorted((one, two) => one - two)[Math.floor(all.length / 2)] ?? 0;
    expect(Math.abs(median(times.first) / median(times.last) - 1)).toBeLessThan(0.2);
  });
});
