import { QuotedText } from "@/components/ui/quoted-text";
import { count } from "@/lib/list/words";
import type { ReasonBasis } from "@/lib/removal/lifecycle";
import { groupedReasons } from "@/lib/removal/reasons";

export type Reason = {
  readonly criterion: string;
  readonly basis: ReasonBasis;
  readonly title: string;
  readonly reason: string;
  readonly whatWouldHelp: string;
  readonly struckBecause: string | null;
};

/** Each reason of a removal as it was written: the criterion, why it is not met, what would help. Those of one silence are one. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <>
      {groupedReasons(reasons).map((group) => {
        const [{ criterion, title, reason, whatWouldHelp, struckBecause }] = group;
        return (
          <div key={criterion} className="panel stack">
            <h3>
              {group.length === 1 ? title : count(group.length, "criterion", "criteria")}
              {struckBecause !== null ? ": no longer a reason" : group.length === 1 ? ": not met" : ""}
            </h3>
            {group.length === 1 ? null : <p>{group.map((each) => each.title).join(", ")}</p>}
            <QuotedText text={reason} />
            {struckBecause !== null ? (
              <>
                <p className="quiet">Why it was withdrawn</p>
                <QuotedText text={struckBecause} />
              </>
            ) : whatWouldHelp === "" ? null : (
              <>
                <p className="quiet">What would help</p>
                <QuotedText text={whatWouldHelp} />
              </>
            )}
          </div>
        );
      })}
    </>
  );
}
