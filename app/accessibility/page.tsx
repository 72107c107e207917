import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { PortalPage } from "../portal-page";

export const metadata: Metadata = {
  title: "Accessibility – Forewarned",
  description: "What this portal does so that everybody can use it, and what to do if you cannot.",
};

export default function AccessibilityPage() {
  return (
    <PortalPage at="/accessibility">
      <PageHeading title="Accessibility" lede="Everybody should be able to use this portal." />
      <p>
        The portal is designed to meet WCAG 2.2 at level AA. Each page is tested automatically at two widths and in both colour schemes, and
        every task can be done with a keyboard alone and without JavaScript.
      </p>
      <p>
        These time limits apply: a sign-in code works for 15 minutes, a link in an email works for at least 24 hours, and you are signed out
        after 2 weeks, or after 1 week without activity. Committee members are signed out after 12 hours, or after 4 hours without activity.
        Important actions require a sign-in within the last 30 minutes. You can ask for a new code or link, or sign in again, and the text
        you typed is kept.
      </p>
      <p>
        If something does not work for you, write to the address at the foot of the page, and say which page it was. You can also answer a
        re-check by email or by phone, and the committee will record your answer. Only the embargo policy has to be accepted in the portal.
      </p>
    </PortalPage>
  );
}
