import { QuotedText } from "@/components/ui/quoted-text";

export type Ground = { readonly criterion: string; readonly title: string; readonly reason: string; readonly whatWouldHelp: string };

/** Each ground of a removal as it was written: the criterion, why it is not met, what would help. */
export function Grounds({ grounds }: { grounds: readonly Ground[] }) {
  return (
    <>
      {grounds.map(({ criterion, title, reason, whatWouldHelp }) => (
        <div key={criterion} className="panel stack">
          <h3>{title}: not met</h3>
          <QuotedText text={reason} />
          {whatWouldHelp === "" ? null : (
            <>
              <p className="quiet">What would help</p>
              <QuotedText text={whatWouldHelp} />
            </>
          )}
        </div>
      ))}
    </>
  );
}
