/**
 * What somebody else wrote, exactly: line breaks kept, escaped, isolated from our reading direction, no link made of it.
 * `panel` sets it off with an edge when it stands among our own words.
 */
export function QuotedText({ text, panel = false }: { text: string; panel?: boolean }) {
  return (
    <div className={panel ? "quoted quoted-panel" : "quoted"} dir="auto">
      {text}
    </div>
  );
}
