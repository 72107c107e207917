import { PageHeading } from "@/components/ui/page-heading";
import { PortalPage } from "./portal-page";

export const metadata = { title: "Page not found – Forewarned" };

/** The same page for what does not exist and for what is not this reader's. */
export default function NotFound() {
  return (
    <PortalPage>
      <PageHeading
        title="Page not found"
        lede="This page does not exist, or you do not have access to it. Check the link, or sign in with the email address you use here."
      />
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </PortalPage>
  );
}
