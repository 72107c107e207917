import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { VoteForm } from "@/components/review/vote-form";
import { Button, LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { RoundShown, VoteForReview } from "@/lib/review/queries/vote";
import { type VoteChoice, voteChoices } from "@/lib/review/words";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = {
  at: ApplicationParams;
  view: VoteForReview;
  votes: boolean;
  chairs: boolean;
  kept: Kept | null;
  problems: readonly Problem[];
};

const choiceWords: Readonly<Record<VoteChoice, string>> = { accept: "Accept", decline: "Decline", abstain: "Abstain" };
const excludedWords = { conflict: "does not count: conflict of interest", "role-ended": "does not count: left the committee" } as const;

/** The vote itself: not open, open, or closed with everybody's votes. */
export function RoundPart({ at, view, votes, chairs, kept, problems }: Props) {
  const { round, mayVote } = view;
  if (round === null) {
    return (
      <Entry margin="Vote" title="The vote is not open yet">
        <p>
          It opens automatically when all reviewers have sent their findings. {mayVote} {mayVote === 1 ? "person" : "people"} can vote.
        </p>
        {chairs ? <OpenForm at={at} words="Open the vote now" /> : null}
      </Entry>
    );
  }
  if (round.closedAt !== null) return <ClosedRound at={at} round={round} chairs={chairs} />;
  return (
    <Entry
      margin="Vote"
      title={
        <>
          The vote is open until <Moment at={round.closesAt} as="deadline" />
        </>
      }
    >
      <p>
        {round.in} of {mayVote} have voted. Votes are shown once the vote is closed. It closes as soon as everybody has voted.
      </p>
      {votes ? (
        <VoteForm
          action={pathOf(at, "vote", "cast")}
          version={round.id}
          choice={voteChoices.find((choice) => choice === kept?.fields.choice) ?? round.mine?.choice ?? ""}
          reason={kept?.fields.reason ?? round.mine?.reason}
          problems={problems}
        />
      ) : null}
      <EndChange at={at} round={round} chairs={chairs} votes={votes} kept={kept} problems={problems} />
    </Entry>
  );
}

function ClosedRound({ at, round, chairs }: { at: ApplicationParams; round: RoundShown; chairs: boolean }) {
  return (
    <Entry margin="Vote" title={<>The vote was closed on {round.closedAt === null ? null : <Moment at={round.closedAt} />}</>}>
      <p>{round.outcome === "ended" ? "The application ended before the vote was closed." : round.sentence}</p>
      {round.votes === null || round.votes.length === 0 ? null : (
        <DataTable
          caption="Votes"
          columns={[{ head: "Who", names: true }, { head: "Vote" }, { head: "Reason" }]}
          rows={round.votes.map(({ name, choice, reason, excluded }) => ({
            key: name,
            cells: [
              name,
              <span key="choice">
                {choiceWords[choice]}
                {excluded === null ? null : <span className="quiet block">{excludedWords[excluded]}</span>}
              </span>,
              reason === "" ? (
                <span key="reason" className="quiet">
                  None given
                </span>
              ) : (
                <QuotedText key="reason" text={reason} />
              ),
            ],
          }))}
        />
      )}
      {chairs && (round.outcome === "accepted" || round.outcome === "declined") ? (
        <LinkButton href={pathOf(at, "email")}>Write the email</LinkButton>
      ) : null}
      {chairs ? <OpenForm at={at} words="Open another vote" variant={round.outcome === "referred" ? "main" : "second"} /> : null}
    </Entry>
  );
}

function OpenForm({ at, words, variant = "second" }: { at: ApplicationParams; words: string; variant?: "main" | "second" }) {
  return (
    <Form action={pathOf(at, "vote", "open")} hidden={{ now: "yes" }} label={words}>
      <Button variant={variant}>{words}</Button>
    </Form>
  );
}

/** Moving the end takes two people: one asks, another agrees. */
function EndChange({
  at,
  round,
  chairs,
  votes,
  kept,
  problems,
}: {
  at: ApplicationParams;
  round: RoundShown;
  chairs: boolean;
  votes: boolean;
  kept: Kept | null;
  problems: readonly Problem[];
}) {
  const { change } = round;
  return (
    <>
      {change === null ? null : (
        <div className="panel stack">
          <p>
            {change.byViewer ? "You asked" : `${change.by} asked`} to close the vote on <Moment at={change.to} />. A second person has to
            agree.
          </p>
          {votes && !change.byViewer ? (
            <Form action={pathOf(at, "vote", "agree-end")} hidden={{ now: "yes" }} label="Agree to the new closing date">
              <Button variant="second">Agree</Button>
            </Form>
          ) : null}
        </div>
      )}
      {chairs ? (
        <Details summary="Close the vote early, or keep it open longer" open={problems.some(({ field }) => field === "until")}>
          <p>A second person has to agree before the date changes.</p>
          <Form action={pathOf(at, "vote", "end")} label="Change the closing date of the vote">
            <TextField
              name="until"
              label="Last day of the vote"
              hint="For example, 2026-12-24. The day ends at midnight UTC"
              value={kept?.fields.until}
              problems={problems}
            />
            <div className="actions">
              <Button variant="second">Ask for this date</Button>
              <Button variant="second" name="now" value="yes">
                Ask to close it now
              </Button>
            </div>
          </Form>
        </Details>
      ) : null}
    </>
  );
}
