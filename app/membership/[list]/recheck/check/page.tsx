import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AnswerCard } from "@/components/application/answer-card";
import { Checkbox } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { rowsOfDraft } from "@/lib/list/answer";
import type { AnswerRow } from "@/lib/list/kind";
import type { OwnRecheck } from "@/lib/recheck/queries/own";
import { PortalPage } from "../../../../portal-page";
import { type MemberSearch, titleOf } from "../../../here";
import { isOpen, openRecheckHere, statusIconOf } from "../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch & { kept?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Check and send – Re-check", await searchParams);
}

/** Everything that will be sent, on one page. */
export default async function RecheckCheckPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, member, recheck, statusBanner, at } = await openRecheckHere((await params).list, "recheck/check", search);
  if (!isOpen(recheck)) redirect(at("recheck"));
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} statusBanner={statusBanner("recheck")}>
      <ErrorSummary problems={problems} />
      <BackLink href={at("recheck")} words={`Re-check ${recheck.reference}`} />
      <PageHeading caption={`${member.name}, re-check ${recheck.reference}`} title="Check your answers, then send them" />
      {recheck.again.map((each) => {
        const { icon, word } = statusIconOf(each);
        return (
          <AnswerCard
            key={each.criterion.key}
            id={each.criterion.key}
            number={each.number}
            title={each.criterion.title}
            icon={icon}
            word={word}
            rows={rowsFor(each)}
            change={`${at(`recheck/${each.criterion.key}`, { from: "check" })}`}
            open={each.response === null ? ["Not answered yet"] : each.problems.map(({ message }) => message)}
          />
        );
      })}
      <Entry margin="Send" title="Send your answers">
        <Form action={at("recheck/send")} version={recheck.version} hidden={{ recheck: recheck.id, member: member.memberId }}>
          <Checkbox
            name="truth"
            label={`The information here is true, and I am authorized to send it for ${member.name}`}
            hint="If everything is still true, the re-check passes as soon as somebody at the contact alias has answered too."
            value={kept?.fields.truth}
            problems={problems}
          />
          <Actions>
            <Button>Send the answers</Button>
          </Actions>
        </Form>
      </Entry>
    </PortalPage>
  );
}

function rowsFor({ criterion, response, statement }: OwnRecheck["again"][number]): readonly AnswerRow[] {
  const draft = response?.says === "changed" ? response.draft : statement;
  const rows = draft === null ? [] : rowsOfDraft(criterion, draft);
  return response === null || response.words === "" ? rows : [...rows, { label: "For the committee", text: response.words }];
}
