import { Moment } from "@/components/ui/day";
import { TaskList } from "@/components/ui/task-list";
import type { AliasChangeStep } from "@/lib/alias/change-rules";

const words: Readonly<Record<AliasChangeStep["step"], string>> = {
  asked: "Asked for",
  told: "Address in use, representatives and committee told",
  answered: "New address answered",
  agreed: "Two people of the committee agreed",
  waited: "Waiting time over",
  moved: "Both addresses receive",
  completed: "New address answered once more",
};

const flags = {
  done: { flag: "met", word: "Done" },
  now: { flag: "reading", word: "Waiting" },
  "not-yet": { flag: "not-yet", word: "Not yet" },
} as const;

/** The steps of a change of a contact alias, in order, each with its flag and its time. */
export function ChangeSteps({ steps }: { steps: readonly AliasChangeStep[] }) {
  return (
    <TaskList
      numbered={false}
      tasks={steps.map(({ step, is, at }) => ({
        name: words[step],
        ...flags[is],
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
