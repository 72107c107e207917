import { Radios } from "@/components/form/choices";
import { PageHeading } from "@/components/ui/page-heading";
import type { Problem } from "@/lib/kernel/refusal";

type Question = { readonly key: string; readonly question: string; readonly hint?: string };

/** The questions before anything else; each field is named by the question's key and holds yes or no. */
export function EligibilityQuestions({
  questions,
  typed = {},
  problems,
}: {
  questions: readonly Question[];
  typed?: Readonly<Record<string, string>>;
  problems?: readonly Problem[];
}) {
  return (
    <div className="fields">
      {questions.map(({ key, question, hint }) => (
        <Radios
          key={key}
          name={key}
          label={question}
          hint={hint}
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          value={typed[key]}
          problems={problems}
        />
      ))}
    </div>
  );
}

/** Not being eligible is not an error: the reason, other ways to learn about fixes, and a link back. */
export function NotEligible({
  reason,
  channels,
  back,
  contact,
}: {
  reason: string;
  channels: readonly { name: string; url: string }[];
  back: string;
  contact: string;
}) {
  return (
    <>
      <PageHeading title="Your organization cannot apply to this list now" lede={reason} />
      <div className="stack">
        {channels.length === 0 ? null : (
          <>
            <h2>Other ways to learn about fixes</h2>
            <ul className="list">
              {channels.map(({ name, url }) => (
                <li key={url}>
                  <a href={url}>{name}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          If you think this is wrong, write to <a href={`mailto:${contact}`}>{contact}</a>, or <a href={back}>change your answers</a>.
        </p>
      </div>
    </>
  );
}
