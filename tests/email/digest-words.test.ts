import { describe, expect, it } from "vitest";
import { renderEmail } from "@/components/emails/render";
import type { EmailData } from "@/lib/email/data";
import { waitingKinds } from "@/lib/email/waiting";
import { list, origin, samples } from "./samples";

const textOf = async (data: Partial<EmailData["review-digest"]>) =>
  (await renderEmail({ kind: "review-digest", data: { ...samples["review-digest"], waiting: [], ...data } }, list, origin)).text;
const first = (text: string) => text.split("\n\n")[0]?.replaceAll("\n", " ");

describe("the digest", () => {
  it("says for each kind how many wait, for what, and where", async () => {
    const text = await textOf({ items: [], waiting: waitingKinds.map((kind, index) => ({ kind, count: index + 1 })) });
    expect(first(text)).toBe("Action needed: 66 open tasks.");
    expect(text.split("\n").filter((line) => line.startsWith("- "))).toEqual([
      "- 1 removal to approve or stop, under Removals",
      "- 2 appeals to read, under Removals",
      "- 3 removals with evidence to review, under Removals",
      "- 4 removals with new answers to review, under Removals",
      "- 5 answered re-checks to review, under Re-checks",
      "- 6 delivery pauses to confirm, under Members",
      "- 7 alias changes to review, under Alias changes",
      "- 8 join requests to answer, under Requests",
      "- 9 access recoveries to review, under Requests",
      "- 10 changes of name to review, under Requests",
      "- 11 reinstatements to review, under Members",
    ]);
    expect(text).toContain("\nhttps://portal.example.org/committee/istio\n");
  });

  it("links directly to the page if all open tasks are on it", async () => {
    const text = await textOf({
      items: [],
      waiting: [
        { kind: "removal", count: 1 },
        { kind: "appeal", count: 1 },
      ],
    });
    expect(text).toContain("\nhttps://portal.example.org/committee/istio/removals\n");
    expect(first(await textOf({ items: [], waiting: [{ kind: "pause", count: 1 }] }))).toBe("Action needed: 1 open task.");
  });

  it("names what is due on one day by number: 2026-999 before 2026-1000", async () => {
    const [item] = samples["review-digest"].items;
    if (item === undefined) throw new Error("the sample has no application");
    const items = ["2027-001", "2026-1000", "2026-999"].map((reference) => ({ ...item, reference }));
    expect((await textOf({ items })).match(/202\d-\d{3,}/g)).toEqual(["2026-999", "2026-1000", "2027-001"]);
  });

  it("is unchanged without open tasks about members", async () => {
    const { waiting, ...before } = samples["review-digest"];
    expect(waiting).toHaveLength(3);
    expect(await textOf({})).toBe((await renderEmail({ kind: "review-digest", data: before }, list, origin)).text);
    expect(first(await textOf({}))).toBe("Action needed: 2 open tasks, the first due by Monday 7 December 2026.");
  });
});
