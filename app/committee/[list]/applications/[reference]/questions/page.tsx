import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { SelectField, TextArea } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Day, MarginDate, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { criterionByKey } from "@/lib/list/lookup";
import { count } from "@/lib/list/words";
import { type QuestionShown, questionsOf } from "@/lib/review/queries/discussion";
import { ApplicationPage } from "../../../../application-page";
import { type ApplicationParams, fullHere, type Here, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere(await params, "Questions to the applicant", { error: (await searchParams).kept !== undefined });
}

/** What was asked, what came of it, and a form for the next question. */
export default async function QuestionsPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await fullHere(at, pathOf(at, "questions"));
  const { head, list } = here;
  const questions = await questionsOf(here.person, list, at.reference);
  if (questions === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const open = questions.filter(isOpen).map(({ criterion }) => criterion);
  return (
    <ApplicationPage
      here={here}
      tab="questions"
      title="Questions to the applicant"
      lede={
        head.deciding
          ? `A question reopens the answer to that criterion and pauses the deadline. The applicant has ${count(list.decision.answerWithinDays, "day")} to answer.`
          : "No more questions can be asked: the application is decided or has ended."
      }
      problems={problems}
      done={search.done}
    >
      {questions.length === 0 ? <Empty>No questions yet. Questions and answers appear here.</Empty> : null}
      {questions.map((question) => (
        <Question key={`${question.criterion} ${question.askedAt.toISOString()}`} here={here} at={at} question={question} />
      ))}
      {head.deciding ? (
        <Form action={pathOf(at, "questions", "ask")} label="Ask the applicant">
          <h2>Ask a question</h2>
          <SelectField
            name="criterion"
            label="Criterion"
            options={head.criteria
              .filter(({ key }) => !open.includes(key))
              .map(({ key, title, number }) => ({ value: key, label: `${number}. ${title}` }))}
            value={kept?.fields.criterion ?? search.criterion}
            problems={problems}
          />
          <TextArea
            name="question"
            label="Your question"
            hint="The applicant will read this, without your name"
            maxLength={2000}
            value={kept?.fields.question}
            problems={problems}
          />
          <Button>Send the question</Button>
        </Form>
      ) : null}
    </ApplicationPage>
  );
}

function Question({ here: { list, today }, at, question }: { here: Here; at: ApplicationParams; question: QuestionShown }) {
  const title = criterionByKey(list, question.criterion)?.title ?? question.criterion;
  return (
    <Entry margin={<MarginDate at={question.askedAt} />} title={title}>
      <QuotedText text={question.question} />
      <p className="quiet">
        Asked by {question.askedBy}.{" "}
        {question.answeredAt ? (
          <>
            Answered on <Moment at={question.answeredAt} />
            {question.answeredUnchanged ? ": the answer did not change." : "."}
          </>
        ) : question.closedAt ? (
          <>
            Closed without an answer on <Moment at={question.closedAt} />.
          </>
        ) : (
          <>
            Due by <Day day={question.dueOn} today={today} />.
          </>
        )}
      </p>
      {question.answeredAt ? (
        <p>
          <a href={pathOf(at, question.criterion)}>See the answer</a>
        </p>
      ) : null}
      {isOpen(question) ? (
        <Form
          action={pathOf(at, "questions", "close")}
          hidden={{ criterion: question.criterion }}
          label={`Continue without an answer about ${title}`}
        >
          <Button variant="second" hint={`on ${title}`}>
            Continue without an answer
          </Button>
        </Form>
      ) : null}
    </Entry>
  );
}

function isOpen({ answeredAt, closedAt }: QuestionShown): boolean {
  return answeredAt === null && closedAt === null;
}
