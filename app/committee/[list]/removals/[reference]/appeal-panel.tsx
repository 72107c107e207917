import { type KnownRemoval, type RemovalParams, removalPath } from "@/app/committee/removal-page";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";

type Props = { at: RemovalParams; removal: KnownRemoval; kept: Kept | null; problems: readonly Problem[] };

const outcomes = {
  upheld: "Appeal accepted: the removal was wrong.",
  "turned-down": "Appeal declined: the removal is confirmed.",
} as const;
const verdicts = { agree: "the removal was wrong", object: "the removal is confirmed" } as const;

/** What the member wrote against the removal, who has read it, and the form of those who can. */
export function Appeal({ at, removal: { appeal, may, status }, kept, problems }: Props) {
  if (appeal === null) return null;
  return (
    <Entry margin={<Moment at={appeal.at} />} title="An appeal" id="appeal">
      <p>{appeal.by} writes:</p>
      <QuotedText text={appeal.words} panel />
      {appeal.outcome === null ? (
        <p>
          {status === "stopped"
            ? "The removal was stopped, so there is nothing left to decide."
            : "Two people who did not approve the removal decide the appeal."}
        </p>
      ) : (
        <p>
          <strong>{outcomes[appeal.outcome]}</strong>
        </p>
      )}
      {appeal.readers.map(({ name, isViewer, verdict, reason }) => (
        <div key={name} className="stack">
          <p>
            {isViewer ? "You have" : `${name} has`} read it{verdict === null ? "." : `: ${verdicts[verdict]}.`}
          </p>
          {reason === null || reason === "" ? null : <QuotedText text={reason} panel />}
        </div>
      ))}
      {may.readAppeal ? (
        <Form action={removalPath(at, "appeal")} label="Decide the appeal">
          <Radios
            name="verdict"
            label="Was the removal wrong?"
            options={[
              { value: "agree", label: "Yes", hint: "The removal is stopped, or the member reinstated, once a second person agrees" },
              { value: "object", label: "No", hint: "The removal continues, once a second person agrees" },
            ]}
            value={kept?.fields.verdict}
            problems={problems}
          />
          <TextArea name="reason" label="Why" maxLength={2000} value={kept?.fields.reason} problems={problems} />
          <Button>Send my decision</Button>
        </Form>
      ) : null}
    </Entry>
  );
}
