import type { Problem } from "@/lib/kernel/refusal";

/**
 * Every mistake of a submission, above the h1, in the same words as at the fields, each with a link to its field.
 * Takes the focus with and without JavaScript. Renders nothing without problems; a problem without a field is a plain sentence.
 */
export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: after a fault the reader starts at the summary, also without script
    <div className="panel problem stack" role="alert" tabIndex={-1} data-focus="" autoFocus aria-labelledby="problem-title">
      <h2 id="problem-title">There is a problem</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field === "" ? message : <a href={`#${encodeURIComponent(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
