import type { Metadata } from "next";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Button, LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { knownBrowser } from "@/lib/identity/asking-browser";
import { awaitedCode } from "@/lib/identity/queries";
import { moment } from "@/lib/kernel/calendar";
import { outboxIsOpen } from "@/lib/kernel/env";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { safePath } from "@/lib/kernel/same-origin";
import { PortalPage } from "../../portal-page";

type Search = { next?: string; kept?: string };

export async function generateMetadata({ searchParams }: { searchParams: Promise<Search> }): Promise<Metadata> {
  const { kept } = await searchParams;
  return { title: `${kept ? "Error: " : ""}Enter the code – Forewarned`, robots: "noindex" };
}

export default async function CodePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, kept: keptId } = await searchParams;
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  const path = safePath(next, "/");
  const browser = await knownBrowser();
  const awaited = browser === null ? null : await awaitedCode(browser);
  return (
    <PortalPage at="/sign-in">
      <ErrorSummary problems={problems} />
      {awaited ? (
        <>
          <PageHeading
            title="Enter the code from the email"
            lede={
              <>
                We sent an email to {awaited.email}. You will be signed in as {awaited.email}, in this browser only.
              </>
            }
          />
          <Form action="/sign-in/check" hidden={{ next: path }}>
            <TextField
              name="code"
              label="8-digit code"
              hint={`It works until ${moment(awaited.expiresAt)}. You can type it with or without spaces`}
              inputMode="numeric"
              autocomplete="one-time-code"
              value={kept?.fields.code}
              problems={problems}
            />
            <Button>Sign in</Button>
          </Form>
        </>
      ) : (
        <PageHeading
          title="There is no code to enter here"
          lede="The code has been used or has expired, or it was requested in another browser. Ask for a new one in this browser."
        />
      )}
      <p>
        <LinkButton variant="link" href={`/sign-in?next=${encodeURIComponent(path)}`}>
          No email after a few minutes, or wrong address? Ask for a new code
        </LinkButton>
      </p>
      {outboxIsOpen() ? (
        <p>
          The emails of this portal stay on this machine: <a href="/outbox">read them in the outbox</a>.
        </p>
      ) : null}
    </PortalPage>
  );
}
