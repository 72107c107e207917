import { StatusIcon, type StatusIconShape } from "./status-icon";

export type Task = {
  name: string;
  /** Nothing when it cannot be started yet. */
  href?: string;
  /** One short line, without a link. */
  hint?: React.ReactNode;
  icon: StatusIconShape;
  /** "Completed", "In progress", "Not yet started", "Cannot start yet", "There is a problem". */
  word: string;
};

/** Tasks in the order they are asked; the whole row is the link, the status is an adjective that cannot be pressed. */
export function TaskList({ tasks, numbered = true }: { tasks: readonly Task[]; numbered?: boolean }) {
  return (
    <ol className="tasks">
      {tasks.map(({ name, href, hint, icon, word }, index) => (
        <li key={name} className="task">
          {numbered ? (
            <span className="number" aria-hidden="true">
              {index + 1}
            </span>
          ) : null}
          <div className="name">
            {href === undefined ? name : <a href={href}>{name}</a>}
            {hint === undefined ? null : <p className="meta">{hint}</p>}
          </div>
          <StatusIcon shape={icon} word={word} />
        </li>
      ))}
    </ol>
  );
}
