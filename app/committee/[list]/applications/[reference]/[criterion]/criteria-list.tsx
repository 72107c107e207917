import { verdictIcons } from "@/components/review/findings-matrix";
import { Details } from "@/components/ui/details";
import { TaskList } from "@/components/ui/task-list";
import type { CriterionForReviewer } from "@/lib/review/queries/application";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

/** All criteria with the reader's own flags, and the ways to the one before and after. */
export function CriteriaList({
  at,
  criteria,
  open,
  keys,
}: {
  at: ApplicationParams;
  criteria: readonly CriterionForReviewer[];
  open: string;
  keys: boolean;
}) {
  const here = criteria.findIndex(({ key }) => key === open);
  const [before, next] = [criteria[here - 1], criteria[here + 1]];
  return (
    <section className="stack">
      <h2>Your findings</h2>
      <TaskList
        tasks={criteria.map(({ key, title, mine, mineStale }) => ({
          name: title,
          href: pathOf(at, key),
          ...iconOf(mine, mineStale),
          ...(key === open ? { hint: "You are here" } : {}),
        }))}
      />
      <p className="actions">
        {before === undefined ? null : (
          <a className="button-link" id="previous-criterion" href={pathOf(at, before.key)}>
            Previous criterion {keys ? <kbd>p</kbd> : null}
          </a>
        )}
        {next === undefined ? null : (
          <a className="button-link" id="next-criterion" href={pathOf(at, next.key)}>
            Next criterion {keys ? <kbd>n</kbd> : null}
          </a>
        )}
      </p>
      {keys ? (
        <div id="keys">
          <Details summary="Keyboard shortcuts">
            <p>
              1 met, 2 not met, 3 cannot tell, n next criterion, p previous criterion, Ctrl+Enter save and next, ? this list. They do not
              work while you type. Turn them off in the committee's settings.
            </p>
          </Details>
        </div>
      ) : null}
    </section>
  );
}

function iconOf(mine: CriterionForReviewer["mine"], stale: boolean) {
  if (mine === null) return { icon: "not-yet" as const, word: "Not yet assessed" };
  if (stale) return { icon: "reading" as const, word: "Answer changed" };
  return { icon: verdictIcons[mine].shape, word: verdictIcons[mine].word };
}
