import { describe, expect, it, vi } from "vitest";
import type { Command } from "@/lib/kernel/command";
import { formPost } from "@/lib/kernel/form-post";
import { fromOurPages } from "../visibility/browser";

vi.mock("next/headers", () => import("../visibility/browser"));

describe("a form's route, as a request meets it", () => {
  const ran: unknown[] = [];
  const recording: Command<{ reason: string }, void> = Object.assign(async (_context: unknown, input: unknown) => void ran.push(input), {
    commandName: "recording",
  });
  const send = formPost({
    page: () => "/books",
    leadsTo: () => "/books?done=closed",
    command: recording,
    fields: ["reason", "verdict.*"],
    input: (_params, { reason }) => ({ reason }),
  });
  const posted = (body: string) =>
    send(
      new Request("http://localhost:3000/books", {
        method: "POST",
        body,
        headers: { ...fromOurPages, "content-type": "application/x-www-form-urlencoded" },
      }),
      { params: Promise.resolve({}) },
    );

  it("runs the command with declared fields", async () => {
    expect((await posted("reason=torn&verdict.42=lost&version=3")).headers.get("location")).toBe("/books?done=closed");
    expect(ran.splice(0)).toEqual([{ reason: "torn" }]);
  });

  it.each(["reason=torn&role=chair", "verdict=lost", "verdictx.42=lost", "reason.x=torn", "ownerId=1"])(
    "HC-FRM-002: refuses a field that it does not declare: %s",
    async (body) => {
      expect((await posted(body)).status).toBe(400);
      expect(ran).toEqual([]);
    },
  );

  it("takes a field by the name that version 0.2 gave it, where it declares the current one", async () => {
    const renamed = formPost({
      page: () => "/books",
      leadsTo: () => "/books?done=closed",
      command: recording,
      fields: ["emailId"],
      input: (_params, { emailId = "" }) => ({ reason: emailId }),
    });
    const post = (fields: Record<string, string>) =>
      renamed(new Request("http://localhost:3000/books", { method: "POST", body: new URLSearchParams(fields), headers: fromOurPages }), {
        params: Promise.resolve({}),
      });
    expect((await post({ letterId: "42" })).headers.get("location")).toBe("/books?done=closed");
    expect(ran.splice(0)).toEqual([{ reason: "42" }]);
    expect((await post({ succession: "42" })).status).toBe(400);
    expect((await posted("letterId=42")).status).toBe(400);
    expect(ran).toEqual([]);
  });

  it("HC-PRV-002: answers a fault with a number to quote, and logs nothing of what the request carried", async () => {
    const secrets = { header: "Bearer canary-header", cookie: "forewarned-session=canary-cookie", field: "canary-field" };
    const broken: typeof recording = Object.assign(
      async (_context: unknown, { reason }: { reason?: string }) =>
        Promise.reject(new Error("broken", { cause: new SyntaxError(`Unexpected token in ${reason}`) })),
      { commandName: "broken" },
    );
    const logged: string[] = [];
    const hears = (text: unknown) => logged.push(String(text)) > 0;
    const spies = [process.stderr, process.stdout].map((stream) => vi.spyOn(stream, "write").mockImplementation(hears));
    const route = formPost({
      page: () => "/books",
      leadsTo: () => "/books",
      command: broken,
      fields: ["reason"],
      input: (_params, { reason }) => ({ reason }),
    });
    const answer = await route(
      new Request("http://localhost:3000/books", {
        method: "POST",
        body: new URLSearchParams({ reason: secrets.field }),
        headers: { ...fromOurPages, authorization: secrets.header, cookie: secrets.cookie },
      }),
      { params: Promise.resolve({}) },
    );
    for (const spy of spies) spy.mockRestore();
    const page = await answer.text();
    expect(answer.status).toBe(503);
    const reference = /Quote (\S{10}) if/.exec(page)?.[1];
    expect(logged.filter((line) => line.includes("form.fault") && line.includes(String(reference)))).toHaveLength(1);
    for (const text of [page, logged.join("")]) expect(text).not.toMatch(/canary/);
    expect(page).not.toMatch(/SyntaxError|\.ts:|node_modules/);
  });
});
