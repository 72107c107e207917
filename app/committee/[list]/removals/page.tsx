import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { RemovalsTable } from "@/components/removal/removals-table";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { count } from "@/lib/list/words";
import { committeeRemovals, removalsOnHold } from "@/lib/removal/queries/removals";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { Done, type Search } from "../../here";
import { CommitteeSections } from "../../sections";
import { waitingFor } from "../../waiting";
import { needsMyAction, removalsRow } from "./removals-row";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Removals – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** Open removals by age, with who acts next in each; those that are on hold; those that have ended. */
export default async function RemovalsPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/removals`;
  const person = await personOrSignIn(here);
  const today = dayOf(new Date());
  const { kept: keptId, done } = await searchParams;
  const [open, ended, held, kept] = await Promise.all([
    committeeRemovals(person, list, { which: "open", today }),
    committeeRemovals(person, list, { which: "done", today }),
    removalsOnHold(person, list),
    keptHere(keptId),
  ]);
  if (open === null || ended === null) notFound();
  const reviews = hasCommitteeRole(person, list.slug, "reviewer", "chair");
  const problems = problemsOf(kept);
  const mine = [...open, ...ended].filter((row) => needsMyAction(row, reviews)).length;
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={reviews ? waitingFor(mine, "removal") : undefined}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={done} />}
      <CommitteeSections list={list.slug} at="removals" viewer={person} />
      <PageHeading title="Removals" caption="Committee" lede={list.removal.rule} />
      {held === 0 ? null : (
        <Entry margin="On hold" title={`${count(held, "removal")} on hold`}>
          <p>
            More removals were due on one day than are carried out without approval by the committee. The limit is{" "}
            {list.removal.removalLimit.members}, or {Math.round(list.removal.removalLimit.share * 100)}% of the members, whichever is less.
            Review each of them first, and stop any that are wrong.
          </p>
          <Form action={`${here}/release`} label="Release the removals">
            <TextField
              name="number"
              label={`Enter ${held} to release ${held === 1 ? "it" : "them"}`}
              inputMode="numeric"
              autocomplete="off"
              value={kept?.fields.number}
              problems={problems}
            />
            <Button>Release {count(held, "removal")}</Button>
          </Form>
        </Entry>
      )}
      <Entry margin="Open" title="Open">
        {open.length === 0 ? (
          <Empty>No removal is open. One appears here when somebody proposes it, or when a re-check expires.</Empty>
        ) : (
          <RemovalsTable
            caption="Open removals"
            dayHead="Earliest day"
            rows={open.map((row) => removalsRow(list, row, { reviews, today }))}
          />
        )}
      </Entry>
      <Entry margin="Ended" title="Ended">
        {ended.length === 0 ? (
          <Empty>No removal has ended yet. Removals that were stopped or carried out appear here.</Empty>
        ) : (
          <RemovalsTable
            caption="Removals that have ended"
            dayHead="Ended"
            rows={ended.map((row) => removalsRow(list, row, { reviews, today }))}
          />
        )}
      </Entry>
    </PortalPage>
  );
}
