/** The names of all kinds of criteria; `kinds` has one for each. */
export type KindName =
  | "contact-alias"
  | "product"
  | "people"
  | "statement"
  | "policy-acceptance"
  | "listed-elsewhere"
  | "participant"
  | "attestation";
