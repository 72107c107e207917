import type { Instrumentation } from "next";
import { requestFaults, requestNumberHeader } from "@/lib/kernel/request-faults";
import { isUnavailable } from "@/lib/kernel/unavailable";

/** Tells the web process what broke, so that it can answer with the right status (lib/server/fault-page.ts). */
export const onRequestError: Instrumentation.onRequestError = (error, { headers }) => {
  const number = headers[requestNumberHeader];
  if (typeof number !== "string") return;
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  requestFaults().set(number, { unavailable: isUnavailable(error), reference });
};
