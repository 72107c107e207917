"use client";

import { FaultContent } from "@/components/ui/fault-content";

/** The page for a bug, without details. The digest is the reference in the log. */
export default function Fault({ error }: { error: Error & { digest?: string } }) {
  return <FaultContent reference={error.digest} />;
}
