import { type MemberParams, memberPath } from "@/app/committee/member-page";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";

type Props = {
  at: MemberParams;
  asked: { readonly by: string; readonly byViewer: boolean; readonly reason: string } | null;
  reviews: boolean;
};

/** Somebody asked to reinstate the organization; a second person can agree. */
export function Reinstatement({ at, asked, reviews }: Props) {
  if (asked === null) return null;
  return (
    <Entry margin="Reinstatement" title="Request to reinstate this organization">
      <p>
        {asked.byViewer ? "You" : asked.by} asked. {asked.byViewer || !reviews ? "A second person has to agree." : ""}
      </p>
      <QuotedText text={asked.reason} panel />
      {reviews && !asked.byViewer ? (
        <Form action={memberPath(at, "reinstate", "agree")} hidden={{ now: "yes" }} label="Agree to the reinstatement">
          <Button>Agree, and make it a member again</Button>
        </Form>
      ) : null}
    </Entry>
  );
}
