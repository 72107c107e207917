import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { count } from "@/lib/list/words";
import type { OwnRemoval } from "@/lib/removal/queries/own";
import { groupedReasons } from "@/lib/removal/reasons";

type Props = {
  readonly list: string;
  readonly removal: OwnRemoval;
  readonly memberId: string;
  readonly maySubmit: boolean;
  readonly kept: Kept | null;
  readonly problems: readonly Problem[];
};

const outcomes = {
  stands: "The committee read it. The reason still applies.",
  struck: "The committee read it and withdrew the reason.",
} as const;

/** The evidence that the member submitted, with the committee's answers, and the form for more while the removal is open. */
export function Evidence({ list, removal, memberId, maySubmit, kept, problems }: Props) {
  const groups = groupedReasons(removal.reasons.filter(({ struckBecause }) => struckBecause === null));
  const open = (removal.status === "proposed" || removal.status === "agreed") && groups.length > 0;
  if (!open && removal.evidence.length === 0) return null;
  const options = groups.map((group) => ({
    value: group[0].criterion,
    label: group.length === 1 ? group[0].title : `${count(group.length, "criterion", "criteria")} of the re-check that was not answered`,
  }));
  return (
    <Entry margin="Evidence" title="Evidence against a reason">
      {removal.evidence.map(({ id, content, by, at, outcome, answer }) => (
        <div key={id} className="stack">
          <p>
            {by} wrote on <Moment at={at} />:
          </p>
          <QuotedText text={content} panel />
          <p>
            {outcome !== null
              ? outcomes[outcome]
              : removal.status === "agreed"
                ? "The committee has not read it yet. The removal is not carried out until it has."
                : "The committee has not read it yet. Nobody can approve the removal until it has."}
          </p>
          {answer === "" ? null : <QuotedText text={answer} panel />}
        </div>
      ))}
      {!open ? null : maySubmit ? (
        <Form action={`/membership/${list}/removal/evidence`} hidden={{ member: memberId }} label="Evidence">
          {options.length === 1 ? (
            <input type="hidden" name="criterion" value={options[0]?.value} />
          ) : (
            <Radios
              name="criterion"
              label="Which reason is the evidence about?"
              options={options}
              value={kept?.fields.criterion}
              problems={problems}
            />
          )}
          <TextArea
            name="evidence"
            label="What shows that the reason does not apply?"
            hint="The committee will read it before the removal continues. Do not include details of vulnerabilities."
            maxLength={2000}
            value={kept?.fields.evidence}
            problems={problems}
          />
          <Button variant="second">Send the evidence</Button>
        </Form>
      ) : (
        <p>Only a primary representative or a deputy can send evidence.</p>
      )}
    </Entry>
  );
}
