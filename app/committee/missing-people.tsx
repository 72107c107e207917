import { Panel } from "@/components/ui/banner";
import { howToGrant, missingWords } from "@/lib/approval/missing-people";
import type { Actor } from "@/lib/kernel/actor";
import { type StepKind, shortSteps, stepTitle } from "@/lib/removal/queries/missing-people";

type Props = {
  list: string;
  viewer: Actor;
  /** The reference or the member that the page is about; left out, steps about each are shown. */
  about?: string;
  /** The kind of step that the page is about; left out, steps of every kind are shown. */
  kind?: StepKind;
};

/** The steps that too few people of the committee may take, and how somebody is given a role. Nothing while there are enough. */
export async function MissingPeople({ list, viewer, about, kind }: Props) {
  const steps = (await shortSteps(viewer, list, new Date())) ?? [];
  const visible = steps
    .filter(({ reference, memberId }) => about === undefined || about === reference || about === memberId)
    .filter((step) => kind === undefined || kind === step.kind);
  const [first] = visible;
  if (first === undefined) return null;
  const grant = (visible.find(({ missing }) => missing.chairs > 0) ?? first).missing;
  return (
    <Panel>
      <p>
        <strong>Too few people can act</strong>
      </p>
      <ul>
        {visible.map((step) => (
          <li key={`${step.kind} ${step.reference} ${step.memberId}`}>
            {stepTitle(step)}
            {step.organization === null ? "" : ` (${step.organization})`}: {missingWords(step.missing)}.
          </li>
        ))}
      </ul>
      <p className="quiet">{howToGrant(list, grant)}</p>
    </Panel>
  );
}
