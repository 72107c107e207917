import { DataTable } from "@/components/ui/data-table";
import { Picture } from "./picture";

export type HealthCell = "passed" | "late" | "failed" | "open" | null;

const healthWords = { passed: "Passed", late: "Passed late", failed: "Failed or expired", open: "Open" } as const;

const cell = 22;
const gap = 6;
/** From one quarter to the next. */
const step = 60;
const nameWidth = 144;
const head = 22;

/**
 * Re-check health: members by quarters, the newest beside the names, so that a phone shows it first. Filled passed, hatched late,
 * crossed failed, outlined open, nothing not due.
 */
export function HealthGrid({
  quarters,
  members,
}: {
  /** The oldest first, as are the cells of a member. */
  quarters: readonly string[];
  members: readonly { readonly name: string; readonly cells: readonly HealthCell[] }[];
}) {
  const all = members.flatMap(({ cells }) => cells).filter((each) => each !== null);
  const finding = findingOf(all);
  if (all.length < 5) return <p>{finding}</p>;
  const newestFirst = quarters.toReversed();
  const width = nameWidth + quarters.length * step;
  const height = head + members.length * (cell + gap);
  return (
    <Picture
      finding={finding}
      label="Re-check health by member and quarter. The table below has the same data."
      legend={
        <ul className="legend meta" aria-label="What the shapes mean">
          {(["passed", "late", "failed", "open"] as const).map((health) => (
            <li key={health}>
              <svg aria-hidden="true" width={cell} height={cell} viewBox={`0 0 ${cell} ${cell}`}>
                <Cell health={health} x={0} y={0} />
              </svg>
              {healthWords[health]}
            </li>
          ))}
        </ul>
      }
      table={
        <DataTable
          caption="Re-check health by member and quarter"
          columns={[{ head: "Member", names: true }, ...newestFirst.map((quarter) => ({ head: quarter }))]}
          rows={members.map(({ name, cells }) => ({
            key: name,
            cells: [name, ...cells.toReversed().map((health) => (health === null ? "–" : healthWords[health]))],
          }))}
        />
      }
    >
      <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontSize="13" fill="currentColor">
        {newestFirst.map((quarter, column) => (
          <text key={quarter} x={nameWidth + column * step} y={14}>
            {quarter}
          </text>
        ))}
        {members.map(({ name, cells }, row) => (
          <g key={name}>
            <text x={0} y={head + row * (cell + gap) + 15}>
              {short(name)}
            </text>
            {cells
              .toReversed()
              .map((health, column) =>
                health === null ? null : (
                  <Cell key={newestFirst[column]} health={health} x={nameWidth + column * step} y={head + row * (cell + gap)} />
                ),
              )}
          </g>
        ))}
      </svg>
    </Picture>
  );
}

/** "11 of 12 re-checks in the last two years were passed on time." */
function findingOf(all: readonly HealthCell[]): string {
  const over = all.filter((each) => each !== "open");
  if (over.length === 0) return "No re-check has ended in the last two years.";
  const inTime = over.filter((each) => each === "passed").length;
  return `${inTime} of ${over.length} ${over.length === 1 ? "re-check" : "re-checks"} in the last two years ${inTime === 1 ? "was" : "were"} passed on time.`;
}

function Cell({ health, x, y }: { health: Exclude<HealthCell, null>; x: number; y: number }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 };
  const box = <rect x={x + 1} y={y + 1} width={cell - 2} height={cell - 2} {...line} />;
  switch (health) {
    case "passed":
      return <rect x={x} y={y} width={cell} height={cell} fill="currentColor" />;
    case "late":
      return (
        <g>
          {box}
          <path d={`M${x + 2} ${y + 11}l9-9M${x + 2} ${y + 20}l18-18M${x + 11} ${y + 20}l9-9`} {...line} />
        </g>
      );
    case "failed":
      return (
        <g>
          {box}
          <path d={`M${x + 6} ${y + 6}l10 10m0-10l-10 10`} {...line} strokeWidth={2} />
        </g>
      );
    default:
      return box;
  }
}

function short(name: string): string {
  const characters = [...name];
  return characters.length <= 19 ? name : `${characters.slice(0, 18).join("")}…`;
}
