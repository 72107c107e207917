"use client";

import { FaultFace } from "@/components/ui/fault-face";

/** A bug: say so, and nothing of what went wrong. The digest is the reference that stands in the log. */
export default function Fault({ error }: { error: Error & { digest?: string } }) {
  return <FaultFace reference={error.digest} />;
}
