import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const emailStatuses = ["queued", "attempting", "accepted", "failed"] as const;
export type EmailStatus = (typeof emailStatuses)[number];

/**
 * The journey of an email. "accepted" means that the provider took it, not that anybody read it.
 * "failed" waits for a person: nothing is ever sent again under another key by itself.
 */
export const emailLifecycle = {
  claim: { from: ["queued", "attempting"], to: "attempting" },
  accept: { from: ["attempting"], to: "accepted" },
  retry: { from: ["attempting"], to: "queued" },
  fail: { from: ["queued", "attempting"], to: "failed" },
  send_again: { from: ["failed"], to: "queued" },
} as const satisfies Lifecycle<EmailStatus, string>;
