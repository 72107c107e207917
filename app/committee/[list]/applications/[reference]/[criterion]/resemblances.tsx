import { aliasResemblanceWords } from "@/lib/alias/resemblance";
import type { Resemblance, Resembling } from "@/lib/review/queries/resemblances";
import { pathOf } from "../../../../path";

/** What else resembles this application: reviewers see it, the applicant does not. */
export function Resemblances({ list, found }: { list: string; found: readonly Resembling[] }) {
  if (found.length === 0) return null;
  return (
    <section className="stack">
      <h2>Similar applications and members</h2>
      <p className="quiet">
        The applicant does not see this. Check whether they are the same organization, or whether one imitates the other.
      </p>
      <ul className="list">
        {found.map(({ is, details }) => (
          <li key={is.kind === "member" ? is.id : is.reference} className="break-words">
            {details === null ? (
              `${is.kind === "member" ? "A member" : `Application ${is.reference}`}: you have a conflict of interest.`
            ) : (
              <>
                <a href={hrefOf(list, is)}>{is.kind === "member" ? details.name : `${details.name}, ${is.reference}`}</a> (
                {stateOf(details.status)}
                ): {details.in.map((each) => words[each]).join(", ")}.
                {details.status === "member" ? "" : details.confirmed ? " Its alias was confirmed." : " Its alias has not been confirmed."}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function hrefOf(list: string, is: Resembling["is"]): string {
  return is.kind === "member" ? `/committee/${list}/members/${is.id}` : pathOf({ list, reference: is.reference });
}

const words: Readonly<Record<Resemblance, string>> = {
  ...aliasResemblanceWords,
  "same name": "the same name",
  "look-alike name": "a name that looks similar",
};

function stateOf(status: NonNullable<Resembling["details"]>["status"]): string {
  return status === "member" ? "member of the list" : status.replaceAll("_", " ");
}
