import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DoneBanner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon } from "@/components/ui/status-icon";
import { ownAnswers } from "@/lib/recheck/queries/own";
import type { RuleChange } from "@/lib/recheck/rule-changes";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, type MembershipHere, membershipHere, titleOf } from "../../here";
import { askedHere } from "./here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch & { done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Announced criteria");
}

/** What is announced to a member: coming criteria and versions of the embargo policy, and whether it meets each. */
export default async function CriteriaToComePage({ params, searchParams }: Props) {
  const search = await searchParams;
  const here = await membershipHere((await params).list, "criteria", search);
  const { list, person, member, statusBanner, at } = here;
  const answers = await ownAnswers(person, member.memberId);
  if (answers === null) notFound();
  const asked = askedHere(here);
  return (
    <PortalPage list={list} statusBanner={statusBanner("criterion")}>
      <DoneBanner done={search.done} sentences={done} />
      <BackLink href={at("")} words="Membership" />
      <PageHeading caption={member.name} title="Announced criteria" lede="Announced criteria, and your answers to them." />
      {asked.length === 0 ? (
        <Empty>A criterion or a version of the embargo policy appears here when it is announced. You get an email about it.</Empty>
      ) : null}
      {asked.map((ruleChange) => (
        <ComingEntry
          key={`${ruleChange.criterion} ${ruleChange.version}`}
          here={here}
          ruleChange={ruleChange}
          answer={answerTo(ruleChange, answers)}
        />
      ))}
    </PortalPage>
  );
}

const done = {
  answered: "Your answer is saved. The committee can read it.",
  no: "Your answer “not yet” is saved. You can change it at any time, even after the criterion has taken effect.",
} as const;

type Answers = NonNullable<Awaited<ReturnType<typeof ownAnswers>>>;

/** The answer to a rule change, if it was about this version. */
function answerTo({ kind, criterion, version }: RuleChange, answers: Answers): Answers[number] | undefined {
  return answers.find(
    (each) => each.criterion === criterion && (kind === "policy" ? each.draft.policyVersion === version : each.version >= version),
  );
}

function ComingEntry({
  here: { at, today },
  ruleChange,
  answer,
}: {
  here: MembershipHere;
  ruleChange: RuleChange;
  answer?: Answers[number];
}) {
  const { title, what, since, criterion } = ruleChange;
  return (
    <Entry
      margin={
        <>
          {since > today ? "From " : "Since "}
          <Day day={since} as="short" />
        </>
      }
      title={title}
    >
      <p>{what}</p>
      <p>
        {answer === undefined ? (
          <StatusIcon shape="not-yet" word="Not answered yet" />
        ) : (
          <StatusIcon
            shape={answer.verdict === "not-met" ? "not-met" : "met"}
            word={answer.verdict === "not-met" ? "Not met, according to the committee" : "Answered"}
          />
        )}
      </p>
      {answer?.verdict === "not-met" && answer.verdictReason ? <QuotedText panel text={answer.verdictReason} /> : null}
      <p>
        <LinkButton variant={answer === undefined && since > today ? "main" : "second"} href={at(`criteria/${criterion}`)}>
          {answer === undefined ? "Answer" : "Look at the answer"}
        </LinkButton>
      </p>
    </Entry>
  );
}
