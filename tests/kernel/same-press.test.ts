import { describe, expect, it, vi } from "vitest";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { asOnePress } from "@/lib/kernel/same-press";

const done = async () => "/books?done=closed";
const closedAlready = async () => {
  throw new Refusal("This book is closed already.", { kind: "conflict" });
};

describe("a button that is pressed twice", () => {
  it("leads both presses to where the first one led", async () => {
    const first = asOnePress("ada", "close", done);
    expect(await asOnePress("ada", "close", closedAlready)).toBe("/books?done=closed");
    expect(await first).toBe("/books?done=closed");
  });

  it("waits for a first press that is still on its way", async () => {
    let arrive = (_path: string): void => undefined;
    const first = asOnePress("bob", "close", () => new Promise<string>((resolve) => (arrive = resolve)));
    const second = asOnePress("bob", "close", closedAlready);
    arrive("/books?done=closed");
    expect(await Promise.all([first, second])).toEqual(["/books?done=closed", "/books?done=closed"]);
  });

  it("runs every press: the same that is possible again is done again", async () => {
    const run = vi.fn(done);
    await asOnePress("cyd", "remind", run);
    await asOnePress("cyd", "remind", run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("shows the refusal where the first press was refused too", async () => {
    await expect(asOnePress("dan", "close", closedAlready)).rejects.toThrow("closed already");
    await expect(asOnePress("dan", "close", closedAlready)).rejects.toThrow("closed already");
  });

  it.each([
    ["of another person", "other", "close"],
    ["of another form", "eve", "open"],
  ])("shows the refusal of a press %s", async (_, person, sent) => {
    await asOnePress("eve", "close", done);
    await expect(asOnePress(person, sent, closedAlready)).rejects.toThrow("closed already");
  });

  it("shows the refusal when the person did something else in between", async () => {
    await asOnePress("fay", "close", done);
    await asOnePress("fay", "open", done);
    await expect(asOnePress("fay", "close", closedAlready)).rejects.toThrow("closed already");
  });

  it("shows that somebody may not, and a fault, whatever came before", async () => {
    await asOnePress("gus", "close", done);
    await expect(asOnePress("gus", "close", () => Promise.reject(notAllowed()))).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(asOnePress("gus", "close", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });

  it("shows the refusal after a moment", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    await asOnePress("hal", "close", done);
    clock.mockReturnValue(10_001);
    await expect(asOnePress("hal", "close", closedAlready)).rejects.toThrow("closed already");
    clock.mockRestore();
  });
});
