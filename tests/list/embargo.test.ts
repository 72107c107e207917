import { describe, expect, test } from "vitest";
import { policyHash, policyInForce, policyVersion } from "@/lib/list/embargo";
import { allLists } from "@/lists/index";
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

test("a published version keeps its text: members accepted it by this hash", () => {
  const published = allLists.flatMap(({ slug, embargoPolicy }) =>
    embargoPolicy.map((policy) => [slug, policy.version, policyHash(policy)]),
  );
  expect(published).toEqual(
    expect.arrayContaining([
      ["istio", "2019-03", "7459f8733a55a8b4760c09d70f8291af683540ab44b885c97066c0020ddf904a"],
      ["istio", "2022-02", "5917e8e10e2e2384e86a5233272d8053af5b06cf71f2a031f98bd3cbef117756"],
      ["envoy", "2017-11", "0d6961141ecd4e174bce9570df44779e10103afb5017d6f2efe33cfcd456a158"],
      ["envoy", "2019-05", "734180d49f6ae35b18bc6f1a08e8f2bdd1c4738a39ac3182c211e959af71eacb"],
      ["kubernetes", "2017-10", "8d1fbfacf447d48a5d44b6ba9c8359e122297f9c0f33d8ac3ff12c890139d9a5"],
      ["layer5", "2024-01", "37f74b464a9c0dcc8cc6c158fdc4e810eabaecbfcfc086f3c9ef18c58b059950"],
      ["linux-distros", "2017-06", "b7374a79c38165d49c6d92db3cff6eb87c18025692fe9674afbf685adebb5b58"],
    ]),
  );
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
