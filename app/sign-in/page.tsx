import type { Metadata } from "next";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { safePath } from "@/lib/kernel/same-origin";
import { PortalPage } from "../portal-page";

type Search = { next?: string; kept?: string; done?: string };

export async function generateMetadata({ searchParams }: { searchParams: Promise<Search> }): Promise<Metadata> {
  const { kept } = await searchParams;
  return { title: `${kept ? "Error: " : ""}Sign in – Forewarned`, robots: "noindex" };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, kept: keptId, done } = await searchParams;
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  return (
    <PortalPage at="/sign-in">
      <ErrorSummary problems={problems} />
      {done === "signed-out" ? <Banner title="You are signed out." /> : null}
      <PageHeading title="Sign in" lede="We email you a code. You do not need a password, and you do not need to register." />
      <Form action="/sign-in/ask" hidden={{ next: safePath(next, "/") }}>
        <TextField
          name="email"
          label="Email address"
          type="email"
          autocomplete="email"
          hint="Your own work email address. You enter your organization's contact alias later"
          value={kept?.fields.email}
          problems={problems}
        />
        <Button>Send a code</Button>
      </Form>
    </PortalPage>
  );
}
