/** Who has to act, from the reader's side. */
export type StatusBannerProps = {
  whose: "yours" | "ours" | "theirs" | "nobody";
  /** What the move is, one sentence. */
  sentence: React.ReactNode;
  /** By when, as a <time> with words; "By" and the full stop are put around it. */
  by?: React.ReactNode;
  /** Instead of `by`, a whole sentence about the day. */
  due?: React.ReactNode;
};

const moves = { yours: "Action needed.", ours: "With the committee.", theirs: "With the member.", nobody: "No action needed." };

/** The strip under the header that says who has to act, what the move is, and by when. Only "yours" lights the lamp. */
export function StatusBanner({ whose, sentence, by, due }: StatusBannerProps) {
  return (
    <aside className="bearing" data-whose={whose} aria-label="Who has to act">
      <div className="width">
        <p>
          <strong>{moves[whose]}</strong>{" "}
          <span>
            {sentence}
            {by === undefined ? due : <> By {by}.</>}
          </span>
        </p>
      </div>
    </aside>
  );
}
