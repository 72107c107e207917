import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { PortalPage } from "../portal-page";

export const metadata: Metadata = {
  title: "Accessibility – Forewarned",
  description: "What this portal does so that everyone can use it, and what to do if it fails you.",
};

export default function AccessibilityPage() {
  return (
    <PortalPage at="/accessibility">
      <PageHeading title="Accessibility" lede="Everybody must be able to use this portal." />
      <p>
        The portal is made to meet WCAG 2.2 at level AA. Each page is tested automatically at two widths and in both colour schemes, and
        every task can be done with a keyboard alone and without scripts.
      </p>
      <p>
        These are the only time limits: a sign-in code lasts 15 minutes, a committee session half a day, and a link in an email a day. Each
        can be asked for again, and text you had typed is kept.
      </p>
      <p>
        If something stops you, write to the address at the foot of the page. Say which page it was; you can always answer by email instead,
        and a person will enter it for you.
      </p>
    </PortalPage>
  );
}
