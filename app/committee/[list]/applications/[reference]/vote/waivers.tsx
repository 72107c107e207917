import { Form } from "@/components/form/form";
import { SelectField, TextArea } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { CriterionForReviewer } from "@/lib/review/queries/application";
import type { VoteForReview } from "@/lib/review/queries/vote";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = {
  at: ApplicationParams;
  view: VoteForReview;
  criteria: readonly CriterionForReviewer[];
  chairs: boolean;
  votes: boolean;
  kept: Kept | null;
  problems: readonly Problem[];
};

/** Criteria that this application may be accepted without: requested by one person, agreed by another. */
export function Waivers({ at, view: { waivers }, criteria, chairs, votes, kept, problems }: Props) {
  if (waivers.length === 0 && !chairs) return null;
  const left = criteria.filter(({ key }) => !waivers.some(({ criterion, applies }) => applies && criterion === key));
  return (
    <Entry margin="Waivers" title="Criteria to be waived">
      {waivers.length === 0 ? (
        <p>None. If a criterion is not met, two people have to waive it before the application can be accepted.</p>
      ) : null}
      {waivers.map(({ criterion, reason, by, byViewer, agreed, applies }) => (
        <div key={criterion} className="panel stack">
          <p>
            <strong>{criteria.find(({ key }) => key === criterion)?.title ?? criterion}.</strong> {byViewer ? "You" : by} requested this
            waiver. {agreed === null ? "" : `${agreed} agreed. `}
            {applies ? (agreed === null ? "A second person has to agree." : "") : noLongerCounts(agreed)}
          </p>
          <QuotedText text={reason} />
          {agreed === null && applies && !byViewer && votes ? (
            <Form action={pathOf(at, "vote", "agree-waiver")} hidden={{ criterion }} label="Agree to the waiver">
              <Button variant="second">Agree to waive it</Button>
            </Form>
          ) : null}
        </div>
      ))}
      {chairs && left.length > 0 ? (
        <Details summary="Ask to waive a criterion" open={problems.some(({ field }) => field === "criterion" || field === "why")}>
          <Form action={pathOf(at, "vote", "waive")} label="Ask to waive a criterion">
            <SelectField
              name="criterion"
              label="Which criterion"
              options={left.map(({ key, title, number }) => ({ value: key, label: `${number}. ${title}` }))}
              value={kept?.fields.criterion}
              problems={problems}
            />
            <TextArea name="why" label="Why it can be waived" maxLength={2000} value={kept?.fields.why} problems={problems} />
            <Button variant="second">Ask for the waiver</Button>
          </Form>
        </Details>
      ) : null}
    </Entry>
  );
}

function noLongerCounts(agreed: string | null): string {
  const who = agreed === null ? "the person who requested it" : "one of them";
  return `It no longer counts, because ${who} has left the committee or is recused. It can be requested again.`;
}
