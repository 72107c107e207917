import { Moment } from "@/components/ui/day";
import { TaskList } from "@/components/ui/task-list";
import type { AliasChangeStep } from "@/lib/alias/change-rules";

const words: Readonly<Record<AliasChangeStep["step"], string>> = {
  asked: "Requested",
  told: "Current address, representatives and committee told",
  answered: "New address answered",
  agreed: "Two people on the committee agreed",
  waited: "Waiting period over",
  moved: "Both addresses receive emails",
  completed: "Somebody at the new address answered again",
};

const icons = {
  done: { icon: "met", word: "Done" },
  now: { icon: "reading", word: "Waiting" },
  "not-yet": { icon: "not-yet", word: "Not yet" },
} as const;

/** The steps of a change of a contact alias, in order, each with its icon and its time. */
export function ChangeSteps({ steps }: { steps: readonly AliasChangeStep[] }) {
  return (
    <TaskList
      numbered={false}
      tasks={steps.map(({ step, is, at }) => ({
        name: words[step],
        ...icons[is],
        hint:
          at === null ? undefined : (
            <>
              {is === "done" ? "" : "Until "}
              <Moment at={at} />
            </>
          ),
      }))}
    />
  );
}
