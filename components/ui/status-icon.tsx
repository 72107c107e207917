/** The five shapes of the status language. Each is told apart without colour. */
export type StatusIconShape = "met" | "not-met" | "reading" | "check" | "not-yet";

/** The default text of an icon. */
const iconWords: Readonly<Record<StatusIconShape, string>> = {
  met: "Met",
  "not-met": "Not met",
  reading: "Under review",
  check: "Check by hand",
  "not-yet": "Not yet",
};

type Stroke = { readonly path: string; readonly paint: keyof typeof paints };

const paints = {
  line: { fill: "none", stroke: "currentColor", strokeWidth: "1.5" },
  solid: { fill: "currentColor" },
  tick: { fill: "none", stroke: "var(--color-surface)", strokeWidth: "1.8" },
} as const;

/** Each in a box of 14, beginning at its upper left corner and going on from there, so that a strip can draw it anywhere. */
const drawings: Readonly<Record<StatusIconShape, readonly Stroke[]>> = {
  met: [
    { path: "h14v14h-14z", paint: "solid" },
    { path: "m3.5 7.2 2.5 2.5 4.5-5.2", paint: "tick" },
  ],
  "not-met": [{ path: "m.75.75h12.5v12.5h-12.5zm3.25 3.25 6 6m0-6-6 6", paint: "line" }],
  reading: [
    { path: "m.75.75h12.5v12.5h-12.5z", paint: "line" },
    { path: "m1 1h6v12h-6z", paint: "solid" },
  ],
  check: [
    { path: "m.75.75h12.5v12.5h-12.5z", paint: "line" },
    { path: "m13 1v12h-12z", paint: "solid" },
  ],
  "not-yet": [{ path: "m.75.75h12.5v12.5h-12.5z", paint: "line" }],
};

/** The strokes of one shape, rendered at each of some places from the left. */
function Drawing({ shape, at }: { shape: StatusIconShape; at: readonly number[] }) {
  return drawings[shape].map(({ path, paint }) => (
    <path key={path} className={`status-icon-${shape}`} d={at.map((x) => `M${x} 0${path}`).join("")} {...paints[paint]} />
  ));
}

/** The icon only, hidden from assistive technology: it always has a text or label next to it. */
export function StatusIconMark({ shape, size = 14 }: { shape: StatusIconShape; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 14 14">
      <Drawing shape={shape} at={[0]} />
    </svg>
  );
}

/** A word beside an icon keeps to its line; a sentence may take several. */
const longestWord = 28;

/** One icon with its word. */
export function StatusIcon({ shape, word = iconWords[shape] }: { shape: StatusIconShape; word?: string }) {
  return (
    <span className={`status-icon status-icon-${shape}${word.length > longestWord ? " status-icon-sentence" : ""}`}>
      <StatusIconMark shape={shape} />
      {word}
    </span>
  );
}

const counted: readonly (readonly [StatusIconShape, string])[] = [
  ["met", "met"],
  ["not-met", "not met"],
  ["check", "to check"],
  ["reading", "under review"],
  ["not-yet", "not assessed"],
];

/** "4 met, 1 to check, 2 not assessed": the text of a row of icons for screen readers. */
export function stripWords(shapes: readonly StatusIconShape[]): string {
  const parts = counted.flatMap(([shape, word]) => {
    const count = shapes.filter((each) => each === shape).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.join(", ") || "No criteria";
}

/** From one icon of a strip to the next, and how large they are rendered. */
const pitch = 17;
const enlarged = 18 / 14;

/** One icon per criterion, in the order of the criteria, read out as counts. All of a shape are one path: a queue has many. */
export function StatusIconStrip({ shapes }: { shapes: readonly StatusIconShape[] }) {
  const width = Math.max(shapes.length * pitch - 3, 0);
  return (
    <span className="strip" role="img" aria-label={stripWords(shapes)}>
      <svg aria-hidden="true" width={Math.round(width * enlarged)} height="18" viewBox={`0 0 ${width} 14`}>
        {[...new Set(shapes)].map((shape) => (
          <Drawing key={shape} shape={shape} at={shapes.flatMap((each, index) => (each === shape ? [index * pitch] : []))} />
        ))}
      </svg>
    </span>
  );
}
