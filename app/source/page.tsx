import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { PortalPage } from "../portal-page";

export const metadata: Metadata = { title: "Source code – Forewarned", description: "What runs this portal, and under which licence." };

export default function SourcePage() {
  return (
    <PortalPage at="/source">
      <PageHeading title="Source code" lede="This portal is Forewarned, open source under the Apache licence, version 2.0." />
      <p>
        Each list's rules are data in it and reviewed like code: criteria with their dates, every version of the embargo policy, and how
        decisions are made.
      </p>
      <p>Ask the people who run this portal, at the address at the foot of the page, for the copy they run.</p>
    </PortalPage>
  );
}
