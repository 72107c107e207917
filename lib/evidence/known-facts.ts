import type { KnownFacts } from "@/lib/list/assess";
import { type CheckName, type CheckResult, worstOf } from "./checks";

type Check = { readonly name: CheckName; readonly result: CheckResult; readonly sentence: string };

/** What stored checks add to the facts with which an answer is assessed. Of several addresses the worst counts. */
export function factsOfChecks(checks: readonly Check[]): Pick<KnownFacts, "listing" | "mailDomain"> {
  const [listing, mailDomain] = [worst(checks, "sister-list"), worst(checks, "mail-domain")];
  return { ...(listing && { listing }), ...(mailDomain && { mailDomain }) };
}

function worst(checks: readonly Check[], name: CheckName): Check | undefined {
  const found = checks.filter((each) => each.name === name);
  const result = worstOf(found.map((each) => each.result));
  return found.find((each) => each.result === result);
}
