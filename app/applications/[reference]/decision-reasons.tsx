import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon, type StatusIconShape } from "@/components/ui/status-icon";
import type { ToldDecision, ToldReason } from "@/lib/application/applicant-view";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";

const faces: Readonly<Record<ToldReason["verdict"] | "waived", { flag: StatusIconShape; word: string }>> = {
  met: { flag: "met", word: "Met" },
  "not-met": { flag: "not-met", word: "Not met" },
  "cannot-tell": { flag: "check", word: "Cannot tell" },
  waived: { flag: "met", word: "Waived" },
};

/** The decision as its email told it: a word and a reason for each criterion, and for those not met what would help. */
export function DecisionReasons({ decision, list }: { decision: ToldDecision; list: ListDefinition }) {
  return (
    <>
      {decision.opening === "" ? null : <QuotedText text={decision.opening} />}
      {decision.reasons.map(({ criterion, verdict, reason, whatWouldHelp, waived }) => (
        <div key={criterion} className="stack">
          <h3>{criterionByKey(list, criterion)?.title ?? criterion}</h3>
          <p>
            <StatusIcon shape={faces[waived ? "waived" : verdict].flag} word={faces[waived ? "waived" : verdict].word} />
          </p>
          {reason === "" ? null : <QuotedText text={reason} />}
          {verdict === "met" || waived || whatWouldHelp === "" ? null : (
            <>
              <p>What would help:</p>
              <QuotedText text={whatWouldHelp} />
            </>
          )}
        </div>
      ))}
      {decision.closing === "" ? null : <QuotedText text={decision.closing} />}
    </>
  );
}
