import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

const backgrounds = ["paper", "surface", "sunken"];
const body = 7;
const text = 4.5;
const control = 3;

/** What stands on what, and how far apart the two must be. */
const pairs: readonly (readonly [string, readonly string[], number])[] = [
  ["ink", [...backgrounds, "tint", "met-tint", "not-met-tint", "action-tint"], body],
  ["ink-2", backgrounds, body],
  ["accent", backgrounds, body],
  ["accent-hover", [...backgrounds, "tint"], body],
  ["on-accent", ["accent", "accent-hover"], text],
  ["accent", ["tint"], text],
  ["ink-2", ["tint"], text],
  ["ink-3", backgrounds, text],
  ["met", [...backgrounds, "met-tint"], text],
  ["not-met", [...backgrounds, "not-met-tint"], text],
  ["action-ink", ["action-tint"], text],
  ["control", backgrounds, control],
];
const cases = pairs.flatMap(([front, backs, bar]) =>
  backs.flatMap((back) => (["light", "dark"] as const).map((scheme) => ({ front, back, scheme, bar }))),
);

describe("the colours of the portal", () => {
  it("are all there, each for light and dark", () => {
    expect([...tokens.keys()].sort()).toEqual(
      [
        "accent",
        "accent-hover",
        "control",
        "ink",
        "ink-2",
        "ink-3",
        "action",
        "action-ink",
        "action-tint",
        "met",
        "met-tint",
        "not-met",
        "not-met-tint",
        "on-accent",
        "paper",
        "rule",
        "sunken",
        "surface",
        "tint",
      ].sort(),
    );
  });

  it.each(cases)("$front on $back in $scheme reaches $bar", ({ front, back, scheme, bar }) => {
    expect(contrast(colour(front, scheme), colour(back, scheme))).toBeGreaterThanOrEqual(bar);
  });

  it.each(["light", "dark"] as const)("the focus ring shows on every background in %s, by its line or by its halo", (scheme) => {
    for (const background of [...backgrounds, "tint", "action-tint", "not-met-tint"]) {
      const line = contrast(colour("ink", scheme), colour(background, scheme));
      const halo = contrast(colour("action", scheme), colour(background, scheme));
      expect(Math.max(line, halo), background).toBeGreaterThanOrEqual(control);
    }
  });
});

function colour(name: string, scheme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`No colour ${name}`);
  return token[scheme];
}

/** WCAG 2.2, definition of contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, definition of relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
