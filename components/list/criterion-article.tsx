import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

export type CriterionArticleProps = {
  /** Its key, so that emails and pages can link to #key. */
  id: string;
  number: number;
  title: string;
  rule: string;
  whatWeCheck: string;
  goodEvidence: string;
  notEnough: string;
  since: CalendarDay;
  until?: CalendarDay;
  /** Later changes, oldest first. */
  changes?: readonly { on: CalendarDay; what: string }[];
};

/** One criterion for the public: the rule, what is reviewed, good evidence, what is not enough, and since when it applies. */
export function CriterionArticle({
  id,
  number,
  title,
  rule,
  whatWeCheck,
  goodEvidence,
  notEnough,
  since,
  until,
  changes = [],
}: CriterionArticleProps) {
  return (
    <Entry
      id={id}
      title={`${number}. ${title}`}
      margin={
        <>
          Since <Day day={since} as="short" />
          {until === undefined ? null : (
            <>
              <br />
              until <Day day={until} as="short" />
            </>
          )}
        </>
      }
    >
      <p>
        <strong>{rule}</strong>
      </p>
      <dl className="summary">
        <Row term="What we look at" words={whatWeCheck} />
        <Row term="Good evidence" words={goodEvidence} />
        <Row term="Not enough" words={notEnough} />
        {changes.map(({ on, what }) => (
          <div key={on}>
            <dt>
              Since <Day day={on} />
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Entry>
  );
}

function Row({ term, words }: { term: string; words: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}
