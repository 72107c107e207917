import { Unplaced } from "@/components/application/unplaced";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import type { StatusIconShape } from "@/components/ui/status-icon";
import { TaskList } from "@/components/ui/task-list";
import { type TaskStatus, taskStatus } from "@/lib/application/rules";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../portal-page";
import { answersHere, type Here, obstaclesOf, pathOf } from "../here";
import { AliasEmail } from "./alias-email";
import { DoneBanner } from "./done-banner";
import { PutAway } from "./put-away";

/** The words and flags of the task list, also used by the check page. */
export const taskStates: Readonly<Record<TaskStatus, { readonly icon: StatusIconShape; readonly word: string }>> = {
  completed: { icon: "met", word: "Completed" },
  "in progress": { icon: "reading", word: "In progress" },
  "not yet started": { icon: "not-yet", word: "Not yet started" },
  "there is a problem": { icon: "not-met", word: "There is a problem" },
};

const origins: Readonly<Record<string, string>> = {
  mail: "From your email: check it",
  earlier: "From your earlier application: check it",
};

/** A draft: what is done, what is open, who works on it, and when it expires. */
export async function DraftPage({ view, list, statusBanner, kept: keptId, done }: Here & { kept?: string; done?: string }) {
  const { reference } = view;
  const read = await answersHere(reference);
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  const tasks = read.map((each) => {
    const { criterion, stored } = each;
    const status = taskStatus(each, obstaclesOf(view));
    return {
      name: criterion.title,
      href: pathOf(reference, criterion.key),
      hint: origins[stored?.origin ?? ""],
      status,
      ...taskStates[status],
    };
  });
  const completed = tasks.filter(({ status }) => status === "completed").length;
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problems} />
      <DoneBanner done={done} />
      <PageHeading caption={`Application ${reference}`} title={view.organization} lede={`${completed} of ${tasks.length} completed`} />
      {view.unplaced.length === 0 ? null : (
        <div className="heading stack">
          <Unplaced
            rest={view.unplacedLeftOut ? pathOf(reference, "mail") : undefined}
            parts={view.unplaced.map(({ id, text }) => ({
              key: id,
              text,
              dismiss: <PutAway reference={reference} part={id} />,
            }))}
          />
        </div>
      )}
      <TaskList tasks={tasks} />
      <div className="heading stack">
        <Actions>
          <LinkButton href={pathOf(reference, "check")}>Check your answers</LinkButton>
          <Form action={pathOf(reference, "draft", "later")} hidden={{ now: "yes" }}>
            <Button variant="second">Save and come back later</Button>
          </Form>
        </Actions>
      </div>
      {view.aliasProgress === null ? null : (
        <Entry margin="Contact alias" title="Is it monitored?">
          <AliasEmail view={view} list={list} />
        </Entry>
      )}
      {view.earlierReference === null ? null : (
        <Entry margin="Earlier answers" title={`You applied before, as ${view.earlierReference}`}>
          <p>Copy those answers to the criteria that are still empty. Answers that you have already entered do not change.</p>
          <Form action={pathOf(reference, "draft", "earlier")} hidden={{ now: "yes" }}>
            <Button variant="second">Copy the earlier answers</Button>
          </Form>
        </Entry>
      )}
      <Entry margin="People" title="Who can edit this application">
        <ul className="list">
          {view.people.map(({ email, name, isMe }) => (
            <li key={email}>
              {name}
              {isMe ? " (you)" : ""}
            </li>
          ))}
        </ul>
        <p>
          <a href={pathOf(reference, "invite")}>Invite a colleague</a>
        </p>
      </Entry>
      <Entry margin="More" title="About this draft">
        <p>
          It is kept until <Day day={view.draftEndsOn} as="weekday" today={view.today} />. The committee does not see it until you send it.
        </p>
        <ul className="list">
          <li>
            <a href={pathOf(reference, "mail")}>Paste an application that you sent by email</a>
          </li>
          <li>
            <a href={pathOf(reference, "export.json")}>Download all answers as JSON</a>
          </li>
          <li>
            <a href={pathOf(reference, "withdraw")}>Withdraw the application</a>
          </li>
        </ul>
        <Details summary="Correct the name of the organization" open={kept !== null}>
          <Form action={pathOf(reference, "draft", "name")}>
            <TextField
              name="name"
              label="Name of your organization"
              autocomplete="organization"
              value={kept?.fields.name ?? view.organization}
              problems={problems}
            />
            <Button variant="second">Save the name</Button>
          </Form>
        </Details>
      </Entry>
    </PortalPage>
  );
}
