import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Problem } from "@/lib/kernel/refusal";
import type { Draft } from "@/lib/list/kind";
import { Radios } from "./choices";
import { Form } from "./form";

export type Difference = { label: string; mine: string; theirs: string };

/**
 * Somebody else saved first: both texts side by side, and the question which to keep. The typed draft travels along, so
 * choosing "mine" saves it over the newer version. Sends keep=mine or keep=theirs.
 */
export function ConflictChoice({
  action,
  version,
  submissionKey,
  who,
  at,
  differences,
  draft,
  problems,
}: {
  action: string;
  /** The newer version that is stored now. */
  version: number | string;
  submissionKey?: string;
  who: string;
  at: Date;
  differences: readonly Difference[];
  /** What I typed, field by field. */
  draft: Draft;
  problems?: readonly Problem[];
}) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} hidden={draft} label="Choose which text to keep">
      <p>
        {who} changed this page on <Moment at={at} />, after you had opened it. Nothing has been lost.
      </p>
      {differences.map(({ label, mine, theirs }) => (
        <div key={label} className="stack">
          <h2>{label}</h2>
          <div className="columns columns-even">
            <div>
              <h3>Your text</h3>
              <QuotedText panel text={mine === "" ? "(nothing)" : mine} />
            </div>
            <div>
              <h3>The other text</h3>
              <QuotedText panel text={theirs === "" ? "(nothing)" : theirs} />
            </div>
          </div>
        </div>
      ))}
      <Radios
        name="keep"
        label="Which text do you want to keep?"
        options={[
          { value: "mine", label: "Keep my text" },
          { value: "theirs", label: "Keep the other text" },
        ]}
        problems={problems}
      />
      <Actions>
        <Button>Save and continue</Button>
      </Actions>
    </Form>
  );
}
