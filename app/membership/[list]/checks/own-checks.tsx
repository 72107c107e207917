import { CheckList } from "@/components/evidence/check-list";
import { Empty } from "@/components/ui/empty";
import { checkTitles } from "@/lib/evidence/checks";
import type { ChecksOfMember } from "@/lib/evidence/queries";

/** Automatic checks out last about one's own organization. */
export function OwnChecks({ found: { checks } }: { found: ChecksOfMember }) {
  if (checks.length === 0) return <Empty>No check has run yet. Checks run every week.</Empty>;
  return (
    <CheckList
      checks={checks.map(({ name, target, result, sentence, at }) => ({
        key: `${name} ${target}`,
        name: checkTitles[name],
        result,
        sentence,
        at,
      }))}
    />
  );
}
