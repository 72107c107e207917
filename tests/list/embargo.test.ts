import { describe, expect, test } from "vitest";
import { policyHash, policyInForce, policyVersion } from "@/lib/list/embargo";
import { istio } from "@/lists/istio";

describe("the embargo policy in force", () => {
  const table: readonly [string, string, string | undefined][] = [
    ["none before the first", "2019-03-28", undefined],
    ["the first on its day", "2019-03-29", "2019-03"],
    ["the first until the day before the second", "2022-02-13", "2019-03"],
    ["the second on its day", "2022-02-14", "2022-02"],
    ["the second today", "2026-11-21", "2022-02"],
  ];
  test.each(table)("%s", (_name, day, version) => {
    expect(policyInForce(istio, day)?.version).toBe(version);
  });
});

test("a version is found by its name", () => {
  expect(policyVersion(istio, "2019-03")?.since).toBe("2019-03-29");
  expect(policyVersion(istio, "2020-01")).toBeUndefined();
});

describe("the hash of a policy", () => {
  const text = ["Keep it secret.", "Report leaks."];
  const same: readonly [string, readonly string[], boolean][] = [
    ["is the same for lines wrapped anew", ["Keep it\n   secret. ", "Report leaks."], true],
    ["is the same for another spelling of one sign", ["Keep it secret.", "Report leaks."].map((line) => line.normalize("NFD")), true],
    ["changes with a word", ["Keep it quiet.", "Report leaks."], false],
    ["changes with a sign", ["Keep it secret!", "Report leaks."], false],
    ["changes with the order", ["Report leaks.", "Keep it secret."], false],
    ["changes with the division into paragraphs", ["Keep it secret. Report leaks."], false],
    ["changes with what goes", ["Keep it secret."], false],
  ];
  test.each(same)("%s", (_name, paragraphs, expected) => {
    expect(policyHash({ paragraphs }) === policyHash({ paragraphs: text })).toBe(expected);
  });

  test("is SHA-256 over the JSON of the paragraphs", () => {
    expect(policyHash({ paragraphs: text })).toBe("6149229d6f83a1e8f4b18c7d73cf660ea3f1be64ebc74295463e17091df9a758");
  });

  test("of a published Istio version never changes", () => {
    expect(istio.embargoPolicy.map((version) => [version.version, policyHash(version)])).toEqual([
      ["2019-03", "7459f8733a55a8b4760c09d70f8291af683540ab44b885c97066c0020ddf904a"],
      ["2022-02", "5917e8e10e2e2384e86a5233272d8053af5b06cf71f2a031f98bd3cbef117756"],
    ]);
  });
});
