/** The five shapes of the status language. Each is told apart without colour. */
export type FlagShape = "met" | "not-met" | "reading" | "check" | "not-yet";

/** The words a flag has when the page gives it no better one. */
const flagWords: Readonly<Record<FlagShape, string>> = {
  met: "Met",
  "not-met": "Not met",
  reading: "Being read",
  check: "Check by hand",
  "not-yet": "Not yet",
};

const drawings: Readonly<Record<FlagShape, React.ReactNode>> = {
  met: (
    <>
      <rect x="0.5" y="0.5" width="13" height="13" fill="currentColor" stroke="currentColor" />
      <path d="m3.5 7.2 2.5 2.5 4.5-5.2" fill="none" stroke="var(--color-surface)" strokeWidth="1.8" />
    </>
  ),
  "not-met": <path d="M.75.75h12.5v12.5H.75zM4 4l6 6m0-6-6 6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  reading: (
    <>
      <path d="M.75.75h12.5v12.5H.75z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M1 1h6v12H1z" fill="currentColor" />
    </>
  ),
  check: (
    <>
      <path d="M.75.75h12.5v12.5H.75z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M13 1v12H1z" fill="currentColor" />
    </>
  ),
  "not-yet": <path d="M.75.75h12.5v12.5H.75z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

/** The drawing alone, hidden from assistive technology: a word or a label always stands with it. */
export function FlagMark({ shape, size = 14 }: { shape: FlagShape; size?: number }) {
  return (
    <svg aria-hidden="true" className={`flag-${shape}`} width={size} height={size} viewBox="0 0 14 14">
      {drawings[shape]}
    </svg>
  );
}

/** One flag with its word. */
export function Flag({ shape, word = flagWords[shape] }: { shape: FlagShape; word?: string }) {
  return (
    <span className={`flag flag-${shape}`}>
      <FlagMark shape={shape} />
      {word}
    </span>
  );
}

const counted: readonly (readonly [FlagShape, string])[] = [
  ["met", "met"],
  ["not-met", "not met"],
  ["check", "to check"],
  ["reading", "being read"],
  ["not-yet", "not assessed"],
];

/** "4 met, 1 to check, 2 not assessed": what a strip of flags says to those who do not see it. */
export function stripWords(shapes: readonly FlagShape[]): string {
  const parts = counted.flatMap(([shape, word]) => {
    const count = shapes.filter((each) => each === shape).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.join(", ") || "No criteria";
}

/** One flag per criterion, in the order of the criteria, read out as counts. */
export function FlagStrip({ shapes }: { shapes: readonly FlagShape[] }) {
  return (
    <span className="strip" role="img" aria-label={stripWords(shapes)}>
      {shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a strip is drawn once and its place is its identity
        <FlagMark key={index} shape={shape} size={18} />
      ))}
    </span>
  );
}
