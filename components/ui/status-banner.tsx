/** Who has to act, from the reader's side. */
export type StatusBannerProps = {
  waitingOn: "you" | "committee" | "member" | "nobody";
  /** What has to be done, one sentence. */
  sentence: React.ReactNode;
  /** By when, as a <time> with words; "Deadline:" and the full stop are put around it. */
  by?: React.ReactNode;
  /** Instead of `by`, a whole sentence about the day. */
  due?: React.ReactNode;
};

const statusWords = { you: "Action needed.", committee: "With the committee.", member: "With the member.", nobody: "No action needed." };

/** The strip under the header that says who has to act, what has to be done, and by when. Only "you" is coloured. */
export function StatusBanner({ waitingOn, sentence, by, due }: StatusBannerProps) {
  return (
    <aside className="status-banner" data-waiting-on={waitingOn} aria-label="Who has to act">
      <div className="width">
        <p>
          <strong>{statusWords[waitingOn]}</strong>{" "}
          <span>
            {sentence}
            {by === undefined ? due : <> Deadline: {by}.</>}
          </span>
        </p>
      </div>
    </aside>
  );
}
