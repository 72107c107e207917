/**
 * How much of the promised time is used: one tick per day promised (10 at most are rendered), the last with a thick edge, and
 * always with the text "day 6 of 10". A paused deadline is hollow; a missed one is also marked in words.
 */
export function DeadlineTicks({
  used,
  of,
  words,
  late = false,
  paused = false,
}: {
  used: number;
  of: number;
  words: string;
  late?: boolean;
  paused?: boolean;
}) {
  const ticks = Math.max(1, Math.min(of, 10));
  const filled = Math.min(ticks, Math.ceil((used / Math.max(of, 1)) * ticks));
  return (
    <span className={late ? "deadline overdue" : "deadline"}>
      <svg aria-hidden="true" width={ticks * 6 + 2} height="14" viewBox={`0 0 ${ticks * 6 + 2} 14`}>
        <path d={drawn(0, Math.min(filled, ticks - 1))} fill={paused ? "none" : "currentColor"} stroke="currentColor" />
        <path d={drawn(filled, ticks - 1)} fill="none" stroke="var(--color-control)" />
        <path
          d={`M${ticks * 6 - 5} 1h4v12h-4z`}
          fill={filled === ticks && !paused ? "currentColor" : "none"}
          stroke={filled === ticks ? "currentColor" : "var(--color-control)"}
          strokeWidth="2"
        />
      </svg>
      {words}
    </span>
  );
}

/** The ticks from one to before another, as one path: a queue has many. */
function drawn(from: number, to: number): string {
  return Array.from({ length: Math.max(to - from, 0) }, (_, tick) => `M${(from + tick) * 6 + 1} 3h4v8h-4z`).join("");
}
