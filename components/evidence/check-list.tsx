import { Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { StatusIcon } from "@/components/ui/status-icon";

export type Check = {
  key: string;
  name: string;
  /** The three results of automatic checks. */
  result: "yes" | "no" | "cannot-tell";
  sentence: string;
  /** When it was looked up; null for what follows from the answer alone. */
  at: Date | null;
  /** What was seen, for the committee, and the hash under which it is kept. */
  seen?: { data: string; hash: string } | undefined;
  /** The form that runs it again. */
  again?: React.ReactNode;
};

/** "Look-alikes: Yes" would read as the opposite of what was found, so the text says whether the result is good. */
const results = {
  yes: ["met", "As expected"],
  no: ["not-met", "Not as expected"],
  "cannot-tell": ["check", "Cannot tell"],
} as const;

/** Automatic checks out: each with its result, when, and what was seen. "Cannot tell" is a result. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="tasks">
      {checks.map(({ key, name, result, sentence, at, seen, again }) => (
        <li key={key} className="task">
          <div className="name">
            <strong>{name}</strong>
            <p className="break-words">{sentence}</p>
            {at === null ? null : (
              <p className="quiet">
                <Moment at={at} />
              </p>
            )}
            {seen === undefined ? null : (
              <Details summary="What was seen">
                <pre className="exact overflow-x-auto whitespace-pre-wrap">{seen.data}</pre>
                <p className="meta break-all">SHA-256: {seen.hash}</p>
              </Details>
            )}
            {again}
          </div>
          <StatusIcon shape={results[result][0]} word={results[result][1]} />
        </li>
      ))}
    </ul>
  );
}
