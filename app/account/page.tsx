import type { Metadata } from "next";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage, personOrSignIn } from "../portal-page";

type Search = { kept?: string; done?: string };

const done: Readonly<Record<string, string>> = {
  renamed: "Your name was changed.",
  "others-signed-out": "You have been signed out everywhere else.",
};

export async function generateMetadata({ searchParams }: { searchParams: Promise<Search> }): Promise<Metadata> {
  const { kept } = await searchParams;
  return { title: `${kept ? "Error: " : ""}Your account – Forewarned`, robots: "noindex" };
}

export default async function AccountPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const person = await personOrSignIn("/account");
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage at="/account">
      <ErrorSummary problems={problems} />
      {search.done && done[search.done] ? <Banner title={done[search.done]} /> : null}
      <PageHeading title="Your account" lede={`You are signed in as ${person.email}.`} />
      <Form action="/account/name">
        <TextField
          name="name"
          label="Your name"
          hint="Colleagues and the committee see it next to what you write"
          autocomplete="name"
          value={kept?.fields.name ?? person.name ?? ""}
          problems={problems}
        />
        <Button>Save your name</Button>
      </Form>
      <h2>Other browsers</h2>
      <p>If you are still signed in somewhere else, you can end all sessions except this one.</p>
      <Form action="/account/end-others" hidden={{ now: "yes" }}>
        <Button variant="second">Sign out everywhere else</Button>
      </Form>
      <h2>Your data</h2>
      <p>
        <a href="/account/export.json">Export your own data</a> as a JSON file. It contains what the portal stores about you. You can export
        the data of an application or a membership on its own page.
      </p>
    </PortalPage>
  );
}
