import { createHash } from "node:crypto";
import type { Day } from "../kernel/calendar";
import type { EmbargoPolicyVersion, ListDefinition } from "./definition";

/** The embargo policy in force on a day: the latest version of that day or before; none before the first. */
export function policyInForce(list: ListDefinition, day: Day): EmbargoPolicyVersion | undefined {
  return list.embargoPolicy.findLast(({ since }) => since <= day);
}

export function policyVersion(list: ListDefinition, version: string): EmbargoPolicyVersion | undefined {
  return list.embargoPolicy.find((policy) => policy.version === version);
}

/**
 * SHA-256, in hex, of the numbered paragraphs in their order: proves which text was accepted.
 * The canonical form is a JSON array of the paragraphs in NFC with every run of white space as one space, so that wrapping
 * lines anew in a list's file changes nothing and any other edit does. The summary does not count.
 */
export function policyHash({ paragraphs }: Pick<EmbargoPolicyVersion, "paragraphs">): string {
  const canonical = paragraphs.map((paragraph) => paragraph.normalize("NFC").replace(/\s+/gu, " ").trim());
  return createHash("sha256").update(JSON.stringify(canonical), "utf8").digest("hex");
}
