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
});
