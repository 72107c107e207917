import { describe, expect, it } from "vitest";
import { renderEmail } from "@/components/emails/render";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { byCurrentNames } from "@/lib/email/stored-data";
import { list, origin, samples } from "./samples";

const emailKinds = Object.keys(samples) as EmailKind[];

/** The data of a sample as versions 0.1 and 0.2 stored it. */
function former(kind: EmailKind): Record<string, unknown> {
  const { reasons, hasApprover, items, ...rest } = samples[kind] as Record<string, unknown>;
  const byReason = kind !== "decision-accepted" && kind !== "decision-declined";
  return {
    ...rest,
    ...(reasons === undefined ? {} : { [byReason ? "grounds" : "reasons"]: reasons }),
    ...(hasApprover === undefined ? {} : { standsBehind: hasApprover }),
    ...(Array.isArray(items)
      ? { items: items.map(({ action, ...item }) => (action === undefined ? item : { ...item, move: action })) }
      : {}),
  };
}

const render = (kind: EmailKind, data: Record<string, unknown>) =>
  renderEmail({ kind, data: data as EmailData[EmailKind] }, kind === "sign-in-code" ? null : list, origin);

describe("the data of emails that were queued before version 0.3", () => {
  it.each(emailKinds)("%s is rendered as today's is", async (kind) => {
    expect(await render(kind, byCurrentNames(kind, former(kind)))).toEqual(await render(kind, { ...samples[kind] }));
  });

  it("holds reasons for a removal, and whether one person approved it, under other names", () => {
    expect(emailKinds.filter((kind) => "grounds" in former(kind))).toEqual([
      "farewell-removed",
      "removal-proposed",
      "removal-agreed",
      "recheck-failed",
    ]);
    expect(emailKinds.filter((kind) => "standsBehind" in former(kind))).toEqual(["removal-to-decide"]);
  });

  it.each<[EmailKind, string, string, string]>([
    ["removal-to-decide", "because", "lapsed-recheck", "expired-recheck"],
    ["alias-check", "subject", "succession", "access-recovery"],
    ["alias-change-stopped", "through", "departure", "end-of-membership"],
    ["access-recovery-ended", "why", "departure", "end-of-membership"],
  ])("%s: %s is read as today's word, and rendered", async (kind, field, before, now) => {
    const data = byCurrentNames(kind, { ...samples[kind], [field]: before });
    expect(data[field]).toBe(now);
    expect(await render(kind, data)).toEqual(await render(kind, { ...samples[kind], [field]: now }));
  });

  it("a digest counts access recoveries that wait", () => {
    const waiting = [
      { kind: "succession", count: 2 },
      { kind: "recheck", count: 1 },
    ];
    expect(byCurrentNames("review-digest", { items: [], waiting }).waiting).toEqual([
      { kind: "access-recovery", count: 2 },
      { kind: "recheck", count: 1 },
    ]);
  });

  it("what people wrote stays as it is", () => {
    const written = { person: "Ada", words: "succession", because: "lapsed-recheck" };
    expect(byCurrentNames("access-recovery-told", written)).toEqual(written);
  });
});
