import { Day } from "@/components/ui/day";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

/** Which version a page shows, since when it is in force, what changed with it, and the way to the others. */
export function VersionNote({
  version,
  since,
  until,
  changed,
  others = [],
}: {
  version?: string;
  since: CalendarDay;
  until?: CalendarDay;
  changed?: string;
  others?: readonly { href: string; words: string }[];
}) {
  return (
    <div className="meta stack">
      <p>
        {version === undefined ? null : <>Version {version}. </>}
        {until === undefined ? "In force since " : "Was in force from "}
        <Day day={since} />
        {until === undefined ? null : (
          <>
            {" to "}
            <Day day={until} />
          </>
        )}
        .{changed === undefined ? null : ` ${changed}`}
      </p>
      {others.length === 0 ? null : (
        <ul className="chips" aria-label="Other versions">
          {others.map(({ href, words }) => (
            <li key={href}>
              <a className="chip" href={href}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
