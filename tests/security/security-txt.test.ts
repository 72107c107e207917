import { expect, it } from "vitest";
import { GET } from "@/app/.well-known/security.txt/route";
import { env } from "@/lib/kernel/env";

it("HC-CFG-005: security.txt names a contact, itself, and one day of expiry that is months away and less than a year", async () => {
  const answer = GET();
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const lines = (await answer.text()).trimEnd().split("\n");
  const fieldValues = (field: string) => lines.filter((line) => line.startsWith(`${field}: `)).map((line) => line.slice(field.length + 2));
  expect(fieldValues("Contact").length).toBeGreaterThan(0);
  for (const contact of fieldValues("Contact")) expect(contact).toMatch(/^mailto:\S+@\S+$/);
  expect(fieldValues("Canonical")).toEqual([`${env().PORTAL_URL}/.well-known/security.txt`]);
  expect(fieldValues("Expires")).toHaveLength(1);
  const days = (Date.parse(fieldValues("Expires")[0] ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(365);
});
