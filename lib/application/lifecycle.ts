import type { Lifecycle } from "@/lib/kernel/lifecycle";

export const applicationStatuses = ["draft", "submitted", "information_requested", "accepted", "declined", "withdrawn"] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** The journey of an application. A draft that nobody finishes is withdrawn by the portal, with its answers erased. */
export const applicationLifecycle = {
  submit: { from: ["draft"], to: "submitted" },
  request_information: { from: ["submitted", "information_requested"], to: "information_requested" },
  provide_information: { from: ["information_requested"], to: "submitted" },
  resume: { from: ["information_requested"], to: "submitted" },
  accept: { from: ["submitted"], to: "accepted" },
  decline: { from: ["submitted", "information_requested"], to: "declined" },
  withdraw: { from: ["draft", "submitted", "information_requested"], to: "withdrawn" },
} as const satisfies Lifecycle<ApplicationStatus, string>;

export type ApplicationEvent = keyof typeof applicationLifecycle;

/** States in which the committee still has to decide. */
export const openStatuses = ["submitted", "information_requested"] as const;
