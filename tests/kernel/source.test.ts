import { expect, test } from "vitest";
import { sourceOf } from "@/lib/kernel/source";

test.each([
  ["203.0.113.9", { address: "203.0.113.9", network: "203.0.113" }],
  ["::ffff:203.0.113.9", { address: "203.0.113.9", network: "203.0.113" }],
  ["2001:db8:1:2:3:4:5:6", { address: "2001:db8:1:2", network: "2001:db8:1" }],
  ["2001:0DB8:0001:0002::1", { address: "2001:db8:1:2", network: "2001:db8:1" }],
  ["2001:db8::1", { address: "2001:db8:0:0", network: "2001:db8:0" }],
  ["fe80::1%eth0", { address: "fe80:0:0:0", network: "fe80:0:0" }],
  ["64:ff9b::192.0.2.1", { address: "64:ff9b:0:0", network: "64:ff9b:0" }],
  ["127.0.0.1", null],
  ["::1", null],
  ["::ffff:127.0.0.1", null],
  ["unknown", null],
  ["203.0.113.9, 10.0.0.1", null],
  ["", null],
  [null, null],
])("the source of %j is %j", (client, source) => {
  expect(sourceOf(client)).toEqual(source);
});
