import type { ListDefinition } from "@/lib/list/definition";
import { listBySlug } from "@/lib/list/lookup";
import { envoy } from "./envoy";
import { istio } from "./istio";
import { kubernetes } from "./kubernetes";
import { layer5 } from "./layer5";
import { linuxDistros } from "./linux-distros";

/** Every list that is defined. The last three are examples; they are hosted when they are named. */
export const allLists: readonly ListDefinition[] = [istio, layer5, envoy, kubernetes, linuxDistros];

const hostedUnlessTold: readonly ListDefinition[] = [istio, layer5];

/**
 * The lists that a portal hosts, in the order in which they are named: `PORTAL_LISTS` is their slugs, separated by commas;
 * without it, Istio and Layer5. Throws a sentence for a slug that no list has, because a portal that hosts less than it was
 * told to would look like one where the list is gone.
 */
export function hostedLists(portalLists: string | undefined): readonly ListDefinition[] {
  const slugs = (portalLists ?? "")
    .split(",")
    .map((slug) => slug.trim())
    .filter((slug) => slug !== "");
  if (slugs.length === 0) return hostedUnlessTold;
  return [...new Set(slugs)].map((slug) => {
    const list = listBySlug(allLists, slug);
    if (list) return list;
    throw new Error(`PORTAL_LISTS names "${slug}", which is not a list. Lists: ${allLists.map((each) => each.slug).join(", ")}.`);
  });
}
