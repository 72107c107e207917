import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { AskedBack, FullRecheck } from "@/lib/views/recheck-for-committee";

type QuestionsProps = { view: FullRecheck; path: string; problems: readonly Problem[]; kept: Kept | null; today: string };

/** What was asked back about single answers, with the replies; while the answers wait for a decision, a form to ask. */
export function Questions({ view, path, problems, kept, today }: QuestionsProps) {
  const { recheck, mayReview, questions, again } = view;
  const asking = recheck.status === "answered" && mayReview;
  if (!asking && questions.length === 0) return null;
  const open = questions.filter(isOpen).map(({ criterion }) => criterion);
  return (
    <Entry margin="Questions" title="Ask the member a question">
      {questions.map((each) => (
        <Asked
          key={each.id}
          each={each}
          title={again.find(({ criterion }) => criterion.key === each.criterion)?.criterion.title}
          today={today}
        >
          {asking && isOpen(each) ? (
            <Form action={`${path}/withdraw`} hidden={{ recheck: recheck.id, question: each.id }} label="Withdraw the question">
              <Button variant="second">Withdraw the question</Button>
            </Form>
          ) : null}
        </Asked>
      ))}
      {asking ? (
        <Details summary="Ask about one answer" open={kept?.fields.criterion !== undefined}>
          <p>The member can then change this one answer. The deadline is paused, and the member will be told when the answer is due.</p>
          <Form action={`${path}/ask`} hidden={{ recheck: recheck.id }} label="Ask the member a question">
            <Radios
              name="criterion"
              label="Which answer?"
              options={again
                .filter(({ criterion }) => !open.includes(criterion.key))
                .map(({ criterion }) => ({ value: criterion.key, label: criterion.title }))}
              value={kept?.fields.criterion}
              problems={problems}
            />
            <TextArea
              name="question"
              label="Question"
              hint="The member will read this"
              maxLength={2000}
              value={kept?.fields.question}
              problems={problems}
            />
            <Actions>
              <Button variant="second">Send the question</Button>
            </Actions>
          </Form>
        </Details>
      ) : null}
    </Entry>
  );
}

function isOpen({ answeredAt, closedAt }: AskedBack): boolean {
  return answeredAt === null && closedAt === null;
}

type AskedProps = { each: AskedBack; title: string | undefined; today: string; children: React.ReactNode };

function Asked({ each, title, today, children }: AskedProps) {
  const { criterion, question, askedAt, by, dueOn, answeredAt, reply, closedAt } = each;
  return (
    <div className="stack">
      <p>
        <strong>{title ?? criterion}</strong>, asked by {by} on <Moment at={askedAt} />:
      </p>
      <QuotedText panel text={question} />
      {answeredAt === null ? null : (
        <p>
          Answered on <Moment at={answeredAt} />
          {reply === "" ? " by changing the answer." : ":"}
        </p>
      )}
      {reply === "" ? null : <QuotedText panel text={reply} />}
      {closedAt === null ? null : (
        <p>
          Closed without an answer on <Moment at={closedAt} />.
        </p>
      )}
      {isOpen(each) ? (
        <p>
          {dueOn < today ? "Not answered by " : "The deadline is paused. The member has to answer by "}
          <Day day={dueOn} as="weekday" />.{dueOn < today ? " You can decide without the answer." : ""}
        </p>
      ) : null}
      {children}
    </div>
  );
}
