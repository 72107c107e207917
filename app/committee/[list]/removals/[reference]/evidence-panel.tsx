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
import type { ListDefinition } from "@/lib/list/definition";
import type { Unread } from "@/lib/member/unread";
import { reasonTitle } from "@/lib/removal/possible-reasons";
import { unreadSentence } from "@/lib/removal/reasons";

/** What has to be read before anybody can agree, each with a link to where it is read. */
export function UnreadFirst({ list, at, removal }: { list: ListDefinition; at: RemovalParams; removal: KnownRemoval }) {
  const { unread } = removal.received;
  if (unread.length === 0) return null;
  return (
    <>
      <p>
        <strong>
          {removal.status === "agreed"
            ? "The removal is not carried out until somebody reads this:"
            : "Nobody can approve the removal until somebody reads this:"}
        </strong>
      </p>
      <ul>
        {unread.map((each) => (
          <li key={`${each.kind} ${each.of} ${each.on}`}>
            {unreadSentence(list, each)} <a href={unreadLink(each, list.slug, { at, memberId: removal.memberId })}>{wordsFor[each.kind]}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

const wordsFor: Readonly<Record<Unread["kind"], string>> = {
  recheck: "Read the answer",
  answer: "Read the answer",
  evidence: "Read the evidence",
};

function unreadLink({ kind, of }: Unread, list: string, { at, memberId }: { at: RemovalParams; memberId: string }): string {
  switch (kind) {
    case "recheck":
      return `/committee/${list}/rechecks/${of}`;
    case "answer":
      return `/committee/${list}/criteria/${memberId}`;
    case "evidence":
      return `${removalPath(at)}#evidence`;
  }
}

type Props = { list: ListDefinition; at: RemovalParams; removal: KnownRemoval; kept: Kept | null; problems: readonly Problem[] };

const outcomes = { stands: "The reason still applies.", struck: "The reason was withdrawn." } as const;

/** The evidence that the member submitted, and the form of those who can answer it. */
export function Evidence({ list, at, removal: { evidence, may }, kept, problems }: Props) {
  if (evidence.length === 0) return null;
  const unread = evidence.find(({ outcome }) => outcome === null); // one form at a time: its fields have ids
  return (
    <Entry margin="Evidence" title="Evidence from the member" id="evidence">
      {evidence.map(({ id, criterion, content, by, at: on, outcome, answer }) => {
        const typed = kept?.fields.evidence === id ? kept.fields : undefined;
        return (
          <div key={id} className="stack">
            <p>
              {by} wrote on <Moment at={on} />, about “{reasonTitle(list, criterion)}”:
            </p>
            <QuotedText text={content} panel />
            {outcome === null ? null : (
              <p>
                <strong>{outcomes[outcome]}</strong>
              </p>
            )}
            {answer === "" ? null : <QuotedText text={answer} panel />}
            {id === unread?.id && may.answerEvidence ? (
              <Form action={removalPath(at, "evidence")} hidden={{ evidence: id }} label="Respond to the evidence">
                <Radios
                  name="outcome"
                  label="Does the reason still apply?"
                  options={[
                    { value: "stands", label: "Yes, it still applies" },
                    ...(may.strike
                      ? [{ value: "struck", label: "No, withdraw it", hint: "If no reason is left, the removal is stopped" }]
                      : []),
                  ]}
                  value={typed?.outcome}
                  problems={typed === undefined ? [] : problems}
                />
                <TextArea
                  name="answer"
                  label="Your answer"
                  hint="The member will read this"
                  maxLength={2000}
                  value={typed?.answer}
                  problems={typed === undefined ? [] : problems}
                />
                <Button>Respond to the evidence</Button>
              </Form>
            ) : null}
          </div>
        );
      })}
    </Entry>
  );
}
