import { DrizzleQueryError } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { bareError, log } from "@/lib/kernel/log";

test("a database error is reduced to its code and constraint", () => {
  const cause = Object.assign(new Error("duplicate key: (email)=(ada@acme.example)"), {
    code: "23505",
    constraint: "one_person_per_email",
    severity: "ERROR",
  });
  const bare = bareError(new DrizzleQueryError("insert into person values ($1)", ["ada@acme.example\n    at Zuhause (a:1:1)"], cause));
  expect(bare).toMatchObject({ name: "Error", code: "23505", constraint: "one_person_per_email" });
  expect(JSON.stringify(bare)).not.toMatch(/acme|insert|Zuhause/);
});

test("the same when it is the cause of another", () => {
  const cause = Object.assign(new Error("ada@acme.example"), { code: "57014", severity: "ERROR" });
  expect(bareError(new Error("While saving for ada@acme.example", { cause }))).not.toHaveProperty("message");
});

test.each([new SyntaxError("Unexpected token 'a', \"ada@acme.example\" is not valid JSON")])("a parser's words stay out", (error) => {
  expect(bareError(error)).not.toHaveProperty("message");
});

test("our own errors keep their words and places", () => {
  const bare = bareError(new Error("submitApplication left no trace"));
  expect(bare).toMatchObject({ name: "Error", message: "submitApplication left no trace" });
  expect(bare.at[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/);
});

test("HC-TXT-013: text that looks like a record stays inside the one that holds it", () => {
  const typed =
    'x"}\n{"at":"2026-11-16T09:00:00Z","level":"error","event":"admin.signed-in"}\r\n2026-11-16T09:00:00Z ERROR admin signed in';
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  log.info("case.shown", { task: typed });
  const written = out.mock.calls.map(([text]) => String(text)).join("");
  out.mockRestore();
  expect(written.split(/[\r\n]/).filter((line) => line !== "")).toHaveLength(1);
  expect(JSON.parse(written)).toMatchObject({ level: "info", event: "case.shown", task: typed });
});
