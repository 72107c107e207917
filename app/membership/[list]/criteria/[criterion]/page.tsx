import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CriterionFields } from "@/components/form/criterion-fields";
import { Form } from "@/components/form/form";
import { RichForm } from "@/components/form/rich-form";
import { withAnotherRow } from "@/components/form/row-count";
import { PolicyText } from "@/components/list/policy-text";
import { Actions, Button } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { policyField } from "@/lib/application/drafts";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { fieldsOf } from "@/lib/list/answer";
import { policyVersion } from "@/lib/list/embargo";
import { criterionByKey } from "@/lib/list/lookup";
import { mayActForMember } from "@/lib/organization/permissions";
import { ownAnswers } from "@/lib/recheck/queries/own";
import { listOr404, PortalPage } from "../../../../portal-page";
import { type MemberSearch, membershipHere, titleOf } from "../../../here";
import { acceptedAnew, draftIn } from "../../recheck/[criterion]/form-fields";
import { askedHere } from "../here";

type Search = MemberSearch & { kept?: string; more?: string };
type Props = { params: Promise<{ list: string; criterion: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { list, criterion } = await params;
  const title = listOr404(list).criteria.find(({ key }) => key === criterion)?.title ?? "Announced criteria";
  return titleOf(list, `${title} – Announced criteria`, await searchParams);
}

const formId = "coming";

/** One criterion that is to come, or the coming version of the embargo policy: the form that applicants fill in. A member's id leads to its list. */
export default async function ComingCriterionPage({ params, searchParams }: Props) {
  const { list: slug, criterion: key } = await params;
  if (/^[0-9a-f]{8}-/.test(key)) redirect(`/membership/${slug}/criteria?member=${encodeURIComponent(key)}`);
  const search = await searchParams;
  const here = await membershipHere(slug, `criteria/${key}`, search);
  const { list, person, member, today, statusBanner, at } = here;
  const answers = await ownAnswers(person, member.memberId);
  const ruleChange = askedHere(here).find(({ criterion }) => criterion === key);
  const criterion = criterionByKey(list, key);
  if (answers === null || ruleChange === undefined || criterion === undefined) notFound();

  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const policy = criterion.kind === "policy-acceptance" ? policyVersion(list, ruleChange.version) : undefined;
  const stored = answers.find((each) => each.criterion === key)?.draft ?? {};
  const typed = acceptedAnew(kept ? draftIn(kept.fields) : stored, policy?.version);
  const fields = fieldsOf(criterion);
  const rows = fields.find((field) => field.type === "rows" && field.name === search.more);
  const draft = rows?.type === "rows" ? withAnotherRow(rows, typed) : typed;
  const mayAnswer = policy === undefined || mayActForMember(person, member);
  return (
    <PortalPage list={list} statusBanner={statusBanner("criterion")}>
      <ErrorSummary problems={problems} />
      <BackLink href={at("criteria")} words="Announced criteria" />
      <PageHeading caption={member.name} title={criterion.question} lede={criterion.why} />
      <div className="stack">
        <p>{ruleChange.what}</p>
        <p>
          {ruleChange.since > today ? "It applies from " : "It has applied since "}
          <Day day={ruleChange.since} as="weekday" />.
        </p>
        <Details summary="What a good answer looks like">
          <p>What we look at: {criterion.whatWeCheck}</p>
          <p>Good evidence: {criterion.goodEvidence}</p>
          <p>Not enough: {criterion.notEnough}</p>
        </Details>
        {policy === undefined ? null : <PolicyText paragraphs={policy.paragraphs} summary={policy.summary} />}
        {mayAnswer ? (
          <Form
            id={formId}
            action={at(`criteria/${key}/save`)}
            hidden={{ member: member.memberId, ...(policy ? { [policyField]: policy.version } : {}) }}
            onEnter={{ name: "then", value: "save" }}
          >
            <CriterionFields fields={fields} draft={draft} problems={problems} />
            <Actions>
              <Button name="then" value="save">
                Save the answer
              </Button>
            </Actions>
          </Form>
        ) : (
          <p>Only a primary representative of {member.name} can accept the embargo policy.</p>
        )}
        {fields.some(({ type }) => type === "rows") ? <RichForm form={formId} criterion={criterion} /> : null}
      </div>
    </PortalPage>
  );
}
