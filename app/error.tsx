"use client";

import { FaultContent } from "@/components/ui/fault-content";

/** A bug: say so, and nothing of what went wrong. The digest is the reference that stands in the log. */
export default function Fault({ error }: { error: Error & { digest?: string } }) {
  return <FaultContent reference={error.digest} />;
}
