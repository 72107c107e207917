/**
 * How much of the promised time is used: one tick per day promised (10 at most are drawn), the last with a thick edge, and
 * always the words beside it ("day 6 of 10"). Paused clocks are hollow; late ones say so in words.
 */
export function ClockTicks({
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
    <span className={late ? "clock overdue" : "clock"}>
      <svg aria-hidden="true" width={ticks * 6 + 2} height="14" viewBox={`0 0 ${ticks * 6 + 2} 14`}>
        {Array.from({ length: ticks }, (_, tick) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place
            key={tick}
            x={tick * 6 + 1}
            y={tick === ticks - 1 ? 1 : 3}
            width="4"
            height={tick === ticks - 1 ? 12 : 8}
            fill={tick < filled && !paused ? "currentColor" : "none"}
            stroke={tick < filled ? "currentColor" : "var(--color-control)"}
            strokeWidth={tick === ticks - 1 ? 2 : 1}
          />
        ))}
      </svg>
      {words}
    </span>
  );
}
