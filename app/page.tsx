import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { PageHeading } from "@/components/ui/page-heading";
import { lists, PortalPage } from "./portal-page";

export const metadata: Metadata = {
  title: "Early-disclosure lists – Forewarned",
  description:
    "Open-source projects tell their distributors about a vulnerability before it is public. See who is told, the criteria, and how to apply.",
};

/** The lists hosted here; with one list, that list's page. */
export default function StartPage() {
  const hosted = lists();
  if (hosted.length === 1 && hosted[0]) redirect(`/${hosted[0].slug}`);
  return (
    <PortalPage at="/">
      <PageHeading
        title="Early-disclosure lists"
        lede="Open-source projects tell their downstream distributors about a vulnerability before it is public, so that a fix is ready in time. See who is on each list, what the criteria are, and how to apply."
      />
      {hosted.map((list) => (
        <Entry key={list.slug} margin={list.project} title={<a href={`/${list.slug}`}>{list.name}</a>}>
          <p>{list.purpose}</p>
          <p>
            <LinkButton variant="second" href={`/${list.slug}/apply`}>
              Start an application
            </LinkButton>
          </p>
        </Entry>
      ))}
      <Entry margin="Saved" title="Return to a saved application" plain>
        <p>
          Sign in with the address you used. <a href="/applications">Open my applications</a>
        </p>
      </Entry>
    </PortalPage>
  );
}
