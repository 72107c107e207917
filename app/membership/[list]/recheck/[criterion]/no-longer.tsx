import { Actions, LinkButton } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import type { OwnRecheck } from "@/lib/recheck/queries/own";
import type { RecheckHere } from "../here";

/** A "no longer" is an answer and no error: what it means, how much time there is, the options, and a person to talk to. */
export function NoLonger({
  here: { list, recheck, at },
  found,
}: {
  here: RecheckHere & { recheck: OwnRecheck };
  found: OwnRecheck["again"][number];
}) {
  const { criterion, number } = found;
  return (
    <>
      <PageHeading
        caption={`Criterion ${number} of ${recheck.again.length}`}
        title="Thank you for telling us. Nothing changes today"
        lede="Your answer is saved but has not been sent yet. When you send it, somebody on the committee will read it and contact you."
      />
      <div className="stack">
        <h2>What it means</h2>
        <p>{criterion.rule}</p>
        <p>
          If the committee finds that it is not met, it can propose to remove your organization from the list. Two people have to approve
          the removal. At least {list.removal.noticeDays} days before it is carried out, you are told the reason and how to appeal.
        </p>
        <h2>Your options</h2>
        <ul className="list">
          <li>If it will be true again soon, say when under “Anything the committee should know”. The committee can give you more time.</li>
          <li>If it is true in another way, choose “Changed” instead and describe how. What would help: {criterion.whatWouldHelp}</li>
          <li>
            If you do not need the list any more, <a href={at("leave")}>leave the list</a> on a date that suits you.
          </li>
          <li>
            If you are not sure, write to <a href={`mailto:${list.contact.email}`}>{list.contact.email}</a> ({list.contact.name}).
          </li>
        </ul>
        <p>Until you send your answers, you can change this one as often as you like.</p>
        <Actions>
          <LinkButton href={at("recheck")}>Continue with the other criteria</LinkButton>
          <LinkButton variant="second" href={at(`recheck/${criterion.key}`)}>
            Change this answer
          </LinkButton>
        </Actions>
      </div>
    </>
  );
}
