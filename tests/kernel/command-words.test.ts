import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { visitor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { testDatabase } from "../setup/database";

beforeAll(async () => {
  await testDatabase();
});

const schemas = {
  text: z.string().max(20),
  choice: z.enum(["yes", "no"]),
  id: z.uuid(),
  number: z.number().int().min(1).max(5),
  pattern: z.string().regex(/^a$/),
  nested: z.strictObject({ one: z.literal("yes") }),
  own: z.string().max(20, "At most twenty emails"),
};
const wrong = ["x".repeat(30), 99, 0.5, null, undefined, {}, [], { one: "no", two: 1 }];

it.each(Object.entries(schemas))("says nothing of the library's own words about a wrong %s", async (name, schema) => {
  const act = command("tryWords", z.strictObject({ [name]: schema }), async (work) => work.authorize(true));
  for (const value of wrong) {
    const refusal: unknown = await act({ actor: visitor }, { [name]: value, unknown: 1 } as never).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: "input" });
    for (const { message } of (refusal as { problems: { message: string }[] }).problems)
      expect(message).toMatch(/^(Something in the form is not as expected|This must be 20 characters or less|At most twenty emails)/);
  }
});

it("says how long an address may be", async () => {
  const email = `${"x".repeat(1001)}@acme.example`;
  await expect(requestSignInCode({ actor: visitor }, { email, browserHash: "a".repeat(64) })).rejects.toMatchObject({
    problems: [{ field: "email", message: "This must be 1,000 characters or less" }],
  });
});
