/**
 * What somebody else wrote, exactly: line breaks kept, escaped, isolated from our reading direction, without links.
 * `panel` sets it off with a border when it is between our own texts.
 */
export function QuotedText({ text, panel = false }: { text: string; panel?: boolean }) {
  return (
    <div className={panel ? "quoted quoted-panel" : "quoted"} dir="auto">
      {text}
    </div>
  );
}
