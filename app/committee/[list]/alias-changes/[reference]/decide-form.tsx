import { Form } from "@/components/form/form";
import { SelectField, TextArea, TextField } from "@/components/form/text-field";
import { Panel } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { QuotedText } from "@/components/ui/quoted-text";
import type { AliasChangeForCommittee } from "@/lib/alias/queries/committee";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { changesPath } from "../path";

type Full = Extract<AliasChangeForCommittee, { view: "full" }>;
type Decided = { list: string; change: Full; kept: Kept | null; problems: readonly Problem[] };

/** What the reader can do with the change now; nothing that they may not, or that makes no sense any more. */
export function DecideForm({ list, change, kept, problems }: Decided) {
  const { may } = change;
  const action = (verb: string) => `${changesPath(list, change.reference)}/${verb}`;
  if (!may.agree && !may.stop && !may.recordCall && may.release === null) return <p className="meta">No action needed.</p>;
  return (
    <div className="stack">
      {may.recordCall ? (
        <>
          <h2>Speak with a representative</h2>
          <p>
            The request says that nobody monitors the current address. Call one of the representatives at a number you know from another
            source, preferably not the person who made the request.
          </p>
          <Form action={action("call")} label="Record the conversation">
            <SelectField
              name="person"
              label="Who you spoke with"
              options={change.representatives.map(({ personId, name, role }) => ({ value: personId, label: `${name} (${role})` }))}
              value={kept?.fields.person}
              problems={problems}
            />
            <TextArea
              name="how"
              label="How you spoke, and how you knew who they were"
              maxLength={500}
              value={kept?.fields.how}
              problems={problems}
            />
            <Actions>
              <Button variant="second">Record the conversation</Button>
            </Actions>
          </Form>
        </>
      ) : null}
      {may.agree ? (
        <>
          <h2>Agree</h2>
          <p>Two people without a conflict of interest have to agree. The waiting period continues in the meantime.</p>
          <Form action={action("agree")} hidden={{ form: "agree" }} label="Agree">
            <TextField name="reason.agree" label="What you checked" optional value={kept?.fields["reason.agree"]} problems={problems} />
            <Actions>
              <Button>Agree to the new address</Button>
            </Actions>
          </Form>
        </>
      ) : null}
      {may.release === null ? null : (
        <>
          <h2>End the waiting period early</h2>
          {change.release === null ? (
            <p>
              A second person has to do the same. After that, both addresses receive emails until somebody at the new address has answered
              again.
            </p>
          ) : (
            <Panel>
              <p>{change.release.askedBy} requests it:</p>
              <QuotedText text={change.release.reason} />
            </Panel>
          )}
          <Form action={action("release")} hidden={{ form: "release" }} label="End the waiting period">
            {may.release === "ask" ? (
              <TextField name="reason.release" label="Why it cannot wait" value={kept?.fields["reason.release"]} problems={problems} />
            ) : null}
            <Actions>
              <Button variant="second">{may.release === "ask" ? "Ask to end the waiting period" : "End the waiting period"}</Button>
            </Actions>
          </Form>
        </>
      )}
      {may.stop ? (
        <>
          <h2>Object</h2>
          <p>One objection stops the change. The current address stays, and everybody will be told.</p>
          <Form action={action("stop")} hidden={{ form: "stop" }} label="Object and stop">
            <TextField
              name="reason.stop"
              label="Why"
              optional
              hint="Everybody who was notified of the change can read this"
              value={kept?.fields["reason.stop"]}
              problems={problems}
            />
            <Actions>
              <Button variant="second">Object and stop the change</Button>
            </Actions>
          </Form>
        </>
      ) : null}
    </div>
  );
}
