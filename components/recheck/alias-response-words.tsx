import { Moment } from "@/components/ui/day";
import { StatusIcon } from "@/components/ui/status-icon";
import { answeredQuickly } from "@/lib/alias/rules";
import type { AliasResponseTest } from "@/lib/recheck/answers";
import { duration } from "@/lib/recheck/words";

/** The state of the alias response test, with the time to the answer. */
export function AliasResponseWords({ aliasResponse: { is, askedAt, minutes, times } }: { aliasResponse: AliasResponseTest }) {
  if (is === "not-asked" || askedAt === null) return <p className="quiet">No email has been sent there yet.</p>;
  return (
    <div className="stack">
      <p>
        Asked on <Moment at={askedAt} />
        {times > 1 ? ", and again since" : ""}.
      </p>
      {is === "answered" ? <StatusIcon shape="met" word={`A person answered after ${duration(minutes ?? 0)}`} /> : null}
      {is === "check-by-hand" ? (
        <>
          <StatusIcon shape="check" word={answeredQuickly} />
          <p>Software that opens links automatically can also give such an answer.</p>
        </>
      ) : null}
      {is === "disowned" ? <StatusIcon shape="not-met" word="Somebody said that this address does not belong to the organization" /> : null}
      {is === "waiting" || is === "silent" ? (
        <>
          <StatusIcon shape={is === "silent" ? "check" : "not-yet"} word="No answer yet" />
          <p>Automatic replies do not count. If nobody answers, the result is “cannot tell”, which is not a failure.</p>
        </>
      ) : null}
    </div>
  );
}
