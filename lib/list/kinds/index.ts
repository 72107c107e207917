import type { KindName } from "../kind-names";
import { attestation } from "./attestation";
import { contactAlias } from "./contact-alias";
import { listedElsewhere } from "./listed-elsewhere";
import { participant } from "./participant";
import { people } from "./people";
import { policyAcceptance } from "./policy-acceptance";
import { product } from "./product";
import { statement } from "./statement";

/** Every kind of criterion there is. A list only configures them; a new list needs no new kind. */
export const kinds = {
  "contact-alias": contactAlias,
  product,
  people,
  statement,
  "policy-acceptance": policyAcceptance,
  "listed-elsewhere": listedElsewhere,
  participant,
  attestation,
} as const satisfies Readonly<Record<KindName, unknown>>;
