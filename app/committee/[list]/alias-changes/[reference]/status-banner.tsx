import { Moment } from "@/components/ui/day";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import type { AliasChangeStep } from "@/lib/alias/change-rules";
import type { AliasChangeForCommittee } from "@/lib/alias/queries/committee";

/** Who acts next in a change of a contact alias, from the committee's side. */
export function statusBannerOf(change: AliasChangeForCommittee): StatusBannerProps | undefined {
  if (change.view === "recused") return { waitingOn: "nobody", sentence: "You have a conflict of interest." };
  if (change.view !== "full") return undefined;
  const { may, call, ended, steps } = change;
  if (ended !== null) return { waitingOn: "nobody", sentence: ended.words };
  const waitsFor = (step: AliasChangeStep["step"]) => steps.find((each) => each.step === step && each.is === "now");
  const agreed = waitsFor("agreed");
  const by = agreed?.at ? <Moment at={agreed.at} as="deadline" /> : undefined;
  if (may.recordCall && call.made === null) return { waitingOn: "you", sentence: "Speak with a representative, then agree or object.", by };
  if (may.agree && agreed !== undefined) return { waitingOn: "you", sentence: "Agree to the new address, or object.", by };
  if (may.release === "agree")
    return { waitingOn: "you", sentence: "Somebody on the committee has asked to end the waiting period early. Agree, or let it run." };
  return { waitingOn: "nobody", sentence: waitingWords(waitsFor) };
}

function waitingWords(waitsFor: (step: AliasChangeStep["step"]) => AliasChangeStep | undefined): React.ReactNode {
  if (waitsFor("answered") !== undefined) return "Somebody at the new address has to answer first.";
  if (waitsFor("completed") !== undefined) return "Both addresses receive emails until somebody at the new address has answered again.";
  if (waitsFor("agreed") !== undefined) return "Two people on the committee have to agree.";
  const until = waitsFor("waited")?.at;
  if (!until) return "The new address will start to receive emails in a moment.";
  return (
    <>
      The waiting period runs until <Moment at={until} as="deadline" />.
    </>
  );
}
