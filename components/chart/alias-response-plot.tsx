import { DataTable } from "@/components/ui/data-table";
import { dayOf, shortDate } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { duration } from "@/lib/recheck/words";
import { Picture } from "./picture";

/** One answer at a contact alias: the day it was asked, and the minutes that it took. */
export type AliasResponse = { readonly askedOn: string; readonly minutes: number };

const width = 640;
const height = 214;
const right = width - 60;
const bottom = 190;

/** Marks of the time axis, in minutes. */
const marks = [
  { minutes: 1, words: "1 min" },
  { minutes: 60, words: "1 h" },
  { minutes: 1440, words: "1 day" },
  { minutes: 10_080, words: "7 days" },
] as const;

/**
 * How fast people answer at contact aliases: a dot for each answer on a logarithmic time axis, a line at the promised limit, a tick at
 * each quarter's median. The newest answers and the axis labels are on the right, which a phone shows first.
 */
export function AliasResponsePlot({ responses, limitHours }: { responses: readonly AliasResponse[]; limitHours: number }) {
  const late = responses.filter(({ minutes }) => minutes > limitHours * 60).length;
  const finding =
    responses.length === 0
      ? "Nobody has answered an alias response test yet."
      : `${responses.length - late} of ${count(responses.length, "answer")} from contact aliases came within ${limitHours} hours; the median is ${duration(median(responses.map(({ minutes }) => minutes)))}.`;
  if (responses.length < 5) return <p>{finding}</p>;
  const days = responses.map(({ askedOn }) => Date.parse(askedOn));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const across = (day: string) => 16 + ((Date.parse(day) - first) / Math.max(1, last - first)) * (right - 32);
  const quarters = byQuarter(responses);
  const dots = [...new Map(responses.map((each) => [`${each.askedOn} ${each.minutes}`, each]))]; // alike answers are one dot
  return (
    <Picture
      finding={finding}
      label="Response time of contact aliases, by day. The table below has the same data."
      legend={<p className="meta">Dots: on time. Crosses: late. Dashed line: the time limit. Bars: the median of each quarter</p>}
      opensAt="end"
      table={
        <DataTable
          caption="Answers from contact aliases by quarter"
          columns={[{ head: "Quarter", names: true }, { head: "Answers", figure: true }, { head: "Median" }, { head: "Slowest" }]}
          rows={quarters.map(({ quarter, minutes }) => ({
            key: quarter,
            cells: [quarter, minutes.length, duration(median(minutes)), duration(Math.max(...minutes))],
          }))}
        />
      }
    >
      <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontSize="13" fill="currentColor">
        {marks.map(({ minutes, words }) => (
          <g key={words}>
            <text x={right + 10} y={up(minutes) + 4}>
              {words}
            </text>
            <path d={`M0 ${up(minutes)}H${right}`} stroke="currentColor" strokeOpacity="0.25" />
          </g>
        ))}
        <path d={`M0 ${up(limitHours * 60)}H${right}`} stroke="currentColor" strokeWidth="1.5" strokeDasharray="6 4" />
        {dots.map(([key, { askedOn, minutes }]) => {
          const [x, y] = [across(askedOn), up(minutes)];
          return minutes > limitHours * 60 ? (
            <path key={key} d={`M${x - 4} ${y - 4}l8 8m0-8l-8 8`} stroke="currentColor" strokeWidth="1.8" fill="none" />
          ) : (
            <circle key={key} cx={x} cy={y} r="3.5" fillOpacity="0.75" />
          );
        })}
        {quarters.map(({ quarter, minutes, middle }) => (
          <path key={quarter} d={`M${across(middle) - 12} ${up(median(minutes))}h24`} stroke="currentColor" strokeWidth="3" />
        ))}
        {first === last ? null : (
          <text x={0} y={bottom + 20}>
            {shortDate(dayOf(new Date(first)))}
          </text>
        )}
        <text x={right} y={bottom + 20} textAnchor="end">
          {shortDate(dayOf(new Date(last)))}
        </text>
      </svg>
    </Picture>
  );
}

/** From one minute at the bottom to seven days at the top, by tenfold steps. */
function up(minutes: number): number {
  const share = Math.log10(Math.max(1, minutes)) / Math.log10(10_080);
  return bottom - Math.min(1, share) * (bottom - 14);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function byQuarter(aliasResponses: readonly AliasResponse[]): readonly { quarter: string; minutes: readonly number[]; middle: string }[] {
  const of = ({ askedOn }: AliasResponse) => `${askedOn.slice(0, 4)}-Q${Math.floor((Number(askedOn.slice(5, 7)) - 1) / 3) + 1}`;
  return [...new Set(aliasResponses.map(of))].sort().map((quarter) => {
    const its = aliasResponses.filter((each) => of(each) === quarter).toSorted((one, other) => one.askedOn.localeCompare(other.askedOn));
    return { quarter, minutes: its.map(({ minutes }) => minutes), middle: its[Math.floor(its.length / 2)]?.askedOn ?? "" };
  });
}
