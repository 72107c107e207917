import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fullMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Search } from "../../../../here";

type Props = { params: Promise<MemberParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return memberTitle(await params, "Reinstate", { error: (await searchParams).kept !== undefined });
}

/** A chair asks to reinstate an organization that left or was removed. */
export default async function ReinstatePage({ params, searchParams }: Props) {
  const at = await params;
  const here = await fullMemberHere(at, memberPath(at, "reinstate"));
  const { member } = here;
  if (!member.chairs || member.leftOn === null || member.reinstatement !== null) notFound();
  const kept = await keptHere((await searchParams).kept);
  return (
    <MemberPage
      here={here}
      title={`Reinstate ${member.name}`}
      problems={problemsOf(kept)}
      lede="A second person has to agree. The membership continues with its original dates. Nothing is delivered until somebody answers at its contact alias."
    >
      <Form action={memberPath(at, "reinstate", "ask")} label="Ask to reinstate it">
        <TextArea name="reason" label="Why" maxLength={2000} value={kept?.fields.reason} problems={problemsOf(kept)} />
        <Actions>
          <Button>Ask a second person</Button>
          <LinkButton variant="link" href={memberPath(at)}>
            Back
          </LinkButton>
        </Actions>
      </Form>
    </MemberPage>
  );
}
