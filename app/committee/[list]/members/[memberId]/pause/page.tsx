import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { fullMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Search } from "../../../../here";

type Props = { params: Promise<MemberParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return memberTitle(await params, "Pause delivery", { error: (await searchParams).kept !== undefined });
}

/** A reason, and one press. `?because=` brings the sentence of an alert along. */
export default async function PauseDeliveryPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await fullMemberHere(at, memberPath(at, "pause"));
  const { member } = here;
  if (!member.chairs) notFound();
  if (member.leftOn !== null || member.open.pause !== null) redirect(memberPath(at)); // somebody else was first: the member's page shows it
  const kept = await keptHere(search.kept);
  return (
    <MemberPage
      here={here}
      title={`Pause delivery to ${member.name}`}
      problems={problemsOf(kept)}
      lede="The pause takes effect when the member's addresses are removed from the mailing list. The next page has the plan for that. The organization stays a member. A second person has to confirm the pause within a day, or it ends automatically."
    >
      <Form action={memberPath(at, "pause", "start")} label="Pause delivery">
        <TextArea
          name="reason"
          label="Why"
          hint="The representatives read this. The contact alias is not told"
          maxLength={2000}
          value={kept?.fields.reason ?? (search.because ?? "").slice(0, 500)}
          problems={problemsOf(kept)}
        />
        <Actions>
          <Button>Pause delivery</Button>
          <LinkButton variant="link" href={memberPath(at)}>
            Cancel
          </LinkButton>
        </Actions>
      </Form>
    </MemberPage>
  );
}
