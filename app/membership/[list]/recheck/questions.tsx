import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { OwnRecheck } from "@/lib/recheck/queries/own";
import type { RecheckHere } from "./here";

/** What the committee asked back about single answers: the question, the day, and a reply; the answer itself is changed on its own page. */
export function Questions({ here: { at, today, member }, recheck, kept }: { here: RecheckHere; recheck: OwnRecheck; kept: Kept | null }) {
  return recheck.questions.map(({ id, criterion, question, askedAt, dueOn }) => {
    const mine = kept?.fields.question === id ? kept : null;
    const title = recheck.again.find((each) => each.criterion.key === criterion)?.criterion.title ?? criterion;
    return (
      <Entry key={id} margin="Question" title={title}>
        <p>
          The committee asked on <Moment at={askedAt} />:
        </p>
        <QuotedText panel text={question} />
        <p>
          Answer by <Day day={dueOn} as="weekday" today={today} />. The deadline for the re-check is paused until you answer. If you do not
          answer, the committee decides based on the information it has.
        </p>
        <Form
          action={at("recheck/reply")}
          hidden={{ recheck: recheck.id, member: member.memberId, question: id }}
          label={`Answer the question on ${title}`}
        >
          <TextArea
            name="reply"
            label="Your reply"
            hint="Leave this empty if the changed answer says everything"
            maxLength={2000}
            value={mine?.fields.reply}
            problems={mine === null ? [] : problemsOf(mine)}
          />
          <Actions>
            <Button>Send the answer</Button>
            <LinkButton variant="second" href={at(`recheck/${criterion}`)}>
              Change the answer to this criterion
            </LinkButton>
          </Actions>
        </Form>
      </Entry>
    );
  });
}
