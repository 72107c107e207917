import type { Metadata } from "next";
import { Empty } from "@/components/ui/empty";
import { PageHeading } from "@/components/ui/page-heading";
import { dayOf } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { listsOf } from "@/lib/review/queries/application";
import { mostCounted, queueCounts } from "@/lib/review/queries/queue";
import { lists, PortalPage, personOrSignIn } from "../portal-page";

export const metadata: Metadata = { title: "Committee – Forewarned", robots: "noindex" };

/** The lists on whose committee the reader sits, each with what waits for them. */
export default async function CommitteePage() {
  const person = await personOrSignIn("/committee");
  const today = dayOf(new Date());
  const entries = await Promise.all(
    listsOf(person, lists()).map(async (list) => ({ list, counts: await queueCounts(person, list, today) })),
  );
  return (
    <PortalPage at="/committee">
      <PageHeading title="Committee" lede="The lists on whose committee you have a role." />
      {entries.length === 0 ? (
        <Empty>You are not on any committee. When you are given a role, you get an email and the list appears here.</Empty>
      ) : null}
      <ul className="tasks">
        {entries.map(({ list, counts }) => (
          <li key={list.slug} className="task">
            <div className="name">
              <a href={`/committee/${list.slug}`}>{list.name}</a>
              <p className="meta">
                {counts === null || counts.forMe === 0
                  ? "Nothing is waiting for you"
                  : `${counts.forMe > mostCounted ? `${mostCounted}+ applications` : count(counts.forMe, "application")} for you`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </PortalPage>
  );
}
