import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon, type StatusIconShape } from "@/components/ui/status-icon";
import type { ToldDecision, ToldReason } from "@/lib/application/applicant-view";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";

const icons: Readonly<Record<ToldReason["verdict"] | "waived", { icon: StatusIconShape; word: string }>> = {
  met: { icon: "met", word: "Met" },
  "not-met": { icon: "not-met", word: "Not met" },
  "cannot-tell": { icon: "check", word: "Cannot tell" },
  waived: { icon: "met", word: "Waived" },
};

/** The decision as its email told it: a word and a reason for each criterion, and for those not met what would help. */
export function DecisionReasons({ decision, list }: { decision: ToldDecision; list: ListDefinition }) {
  return (
    <>
      {decision.opening === "" ? null : <QuotedText text={decision.opening} />}
      {decision.reasons.map(({ criterion, verdict, reason, whatWouldHelp, waived }) => (
        <div key={criterion} className="result">
          <div className="result-title">
            <h3>{criterionByKey(list, criterion)?.title ?? criterion}</h3>
            <StatusIcon shape={icons[waived ? "waived" : verdict].icon} word={icons[waived ? "waived" : verdict].word} />
          </div>
          {reason === "" ? null : <QuotedText text={reason} />}
          {verdict === "met" || waived || whatWouldHelp === "" ? null : (
            <>
              <p className="quiet">What would help:</p>
              <QuotedText text={whatWouldHelp} />
            </>
          )}
        </div>
      ))}
      {decision.closing === "" ? null : <QuotedText text={decision.closing} />}
    </>
  );
}
