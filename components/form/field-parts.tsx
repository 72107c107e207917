import { StatusIconMark } from "@/components/ui/status-icon";
import type { Problem } from "@/lib/kernel/refusal";

/** The properties of every field: its mistakes, and flags, which are shown but do not prevent sending. */
export type FieldMessages = { problems?: readonly Problem[]; warnings?: readonly Problem[] };

/** The messages for one field, in order. */
export function messagesFor(name: string, messages: readonly Problem[] = []): readonly string[] {
  return messages.filter(({ field }) => field === name).map(({ message }) => message);
}

type Tied = { name: string; hint?: unknown; count?: boolean } & FieldMessages;

/** The attributes that connect a control with its hint, errors and flags. */
export function controlTies(tied: Tied) {
  return { ...groupTies(tied), "aria-invalid": messagesFor(tied.name, tied.problems).length === 0 ? undefined : true } as const;
}

/** The same for a group of controls, which cannot be called invalid itself. */
export function groupTies({ name, hint, count, problems, warnings }: Tied) {
  const ids = [
    hint === undefined ? null : `${name}-hint`,
    count ? `${name}-count` : null,
    messagesFor(name, problems).length === 0 ? null : `${name}-error`,
    messagesFor(name, warnings).length === 0 ? null : `${name}-flag`,
  ].filter((id) => id !== null);
  return { "aria-describedby": ids.length === 0 ? undefined : ids.join(" ") } as const;
}

/** The frame of a field, with the red edge when something is wrong in it. */
export function FieldFrame({ name, problems, children }: { name: string; children: React.ReactNode } & FieldMessages) {
  const wrong = messagesFor(name, problems).length > 0;
  return (
    <div className={wrong ? "field field-wrong" : "field"} data-field={name}>
      {children}
    </div>
  );
}

/** The text of a label, with "(optional)" if an answer is not required. */
export function LabelWords({ label, optional = false }: { label: string; optional?: boolean }) {
  return (
    <>
      {label}
      {optional ? <span className="hint"> (optional)</span> : null}
    </>
  );
}

/** Hint, then errors, then flags, between the label and the control. */
export function FieldMessageList({ name, hint, problems, warnings }: { name: string; hint?: React.ReactNode } & FieldMessages) {
  const faults = messagesFor(name, problems);
  const notes = messagesFor(name, warnings);
  return (
    <>
      {hint === undefined ? null : (
        <p id={`${name}-hint`} className="hint">
          {hint}
        </p>
      )}
      {faults.length === 0 ? null : (
        <div id={`${name}-error`}>
          {faults.map((message) => (
            <p key={message} className="error">
              <span className="sr-only">Error: </span>
              {message}
            </p>
          ))}
        </div>
      )}
      {notes.length === 0 ? null : (
        <div id={`${name}-flag`}>
          {notes.map((message) => (
            <p key={message} className="note">
              <StatusIconMark shape="check" />
              <span>
                <span className="sr-only">To check: </span>
                {message}
              </span>
            </p>
          ))}
        </div>
      )}
    </>
  );
}
