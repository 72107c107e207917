import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Entry } from "@/components/ui/entry";
import type { Problem } from "@/lib/kernel/refusal";
import type { RoleHolder, VoteForReview } from "@/lib/review/queries/vote";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = { at: ApplicationParams; view: VoteForReview; chairs: boolean; votes: boolean; problems: readonly Problem[] };

/** Who sits on the committee, who has the application, who recused; and what a chair can change about it. */
export function People({ at, view, chairs, votes }: Props) {
  const acts = chairs || (votes && (view.changes.length > 0 || view.committee.some(({ mayChangeConflict }) => mayChangeConflict)));
  return (
    <Entry margin="People" title="Who takes part">
      <DataTable
        caption="The committee and this application"
        columns={[{ head: "Who", names: true }, { head: "Role" }, { head: "This application" }, ...(acts ? [{ head: "Change" }] : [])]}
        rows={view.committee.map((member) => ({
          key: member.personId,
          cells: [
            member.isViewer ? `${member.name} (you)` : member.name,
            member.chair ? "Chair" : "Reviewer",
            stateOf(member),
            ...(acts ? [<Acts key="acts" at={at} view={view} member={member} chairs={chairs} votes={votes} />] : []),
          ],
        }))}
      />
    </Entry>
  );
}

function stateOf({ recused, conflicts, away, has }: RoleHolder): string {
  if (recused && conflicts.includes("acts")) return "Conflict of interest: acts for the organization or works on the application";
  if (recused && conflicts.includes("domain")) return "Conflict of interest: same email domain as the organization";
  if (recused) return "Recused";
  const state = { nothing: "Can vote", application: "Assigned", sent: "Sent their findings" }[has];
  return away ? `${state}, away` : state;
}

/** Each act is a form of its own, named for the person it is about. */
function Acts({ at, view, member, chairs, votes }: Omit<Props, "problems"> & { member: RoleHolder }) {
  const { personId, name, recused, conflicts, has, isViewer, mayChangeConflict } = member;
  const asked = view.changes.find((change) => change.personId === personId && change.change === (recused ? "lift" : "set"));
  const agreeing = asked !== undefined && !asked.byViewer;
  const act = recused ? "lift-conflict" : "set-conflict";
  const words = recused ? "remove the conflict of interest" : "record a conflict of interest";
  return (
    <div className="stack">
      {chairs && !recused && has === "nothing" ? (
        <Form action={pathOf(at, "vote", "assign")} hidden={{ person: personId }} label={`Assign ${name}`}>
          <div>
            <Button variant="link" hint={name}>
              Assign
            </Button>
          </div>
        </Form>
      ) : null}
      {asked?.byViewer ? <span className="quiet">A second person has to agree to {words}</span> : null}
      {!isViewer && !conflicts.includes("acts") && (agreeing || (votes && mayChangeConflict && asked === undefined)) ? (
        <Form
          action={pathOf(at, "vote", act)}
          hidden={{ person: personId }}
          label={`${agreeing ? "Agree to" : "Ask to"} ${words}: ${name}`}
        >
          <div>
            <Button variant="link" hint={name}>
              {agreeing ? `Agree to ${words}` : `Ask to ${words}`}
            </Button>
          </div>
        </Form>
      ) : null}
    </div>
  );
}
