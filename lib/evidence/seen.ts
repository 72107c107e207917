/** The results of gateways as data, passed from lookups to assessments. Pure. */

/** The lookup of one kind of record of a name. "none": the name exists without it; "gone": the name does not exist. */
export type LookupOutcome<Records> =
  | { readonly is: "found"; readonly records: Records }
  | { readonly is: "none" }
  | { readonly is: "gone" }
  | { readonly is: "cannot-tell"; readonly why: string };

/** Where mail to a domain goes. "own-address": no MX, so to the domain's own address; "null-mx": it says that it takes none. */
export type MailRoute =
  | { readonly is: "servers"; readonly exchangers: readonly { readonly priority: number; readonly exchange: string }[] }
  | { readonly is: "own-address" }
  | { readonly is: "null-mx" }
  | { readonly is: "none" }
  | { readonly is: "gone" }
  | { readonly is: "cannot-tell"; readonly why: string };

/** A public page, its bytes as they were read, or why there are none. */
export type Fetched =
  | { readonly is: "page"; readonly type: string; readonly bytes: Uint8Array }
  | { readonly is: "status"; readonly status: number }
  | { readonly is: "cannot-tell"; readonly why: string };
