import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { PortalPage } from "../portal-page";

export const metadata: Metadata = {
  title: "Source code – Forewarned",
  description: "The software that runs this portal, and its licence.",
};

export default function SourcePage() {
  return (
    <PortalPage at="/source">
      <PageHeading title="Source code" lede="This portal runs Forewarned, which is open source under the Apache License 2.0." />
      <p>
        The rules of each list are part of the source code and are reviewed like code: the criteria with their dates, every version of the
        embargo policy, and how decisions are made.
      </p>
      <p>To get the source code of the version that runs here, write to the address at the foot of the page.</p>
    </PortalPage>
  );
}
