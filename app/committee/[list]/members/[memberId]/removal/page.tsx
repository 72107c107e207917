import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fullMemberHere, MemberPage, type MemberParams, memberPath, memberTitle } from "@/app/committee/member-page";
import { Checkbox } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { Panel } from "@/components/ui/banner";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { SummaryList } from "@/components/ui/summary-list";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { asksForAlias, possibleReasons } from "@/lib/removal/possible-reasons";
import type { Search } from "../../../../here";

type Props = { params: Promise<MemberParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return memberTitle(await params, "Propose removal", { error: (await searchParams).kept !== undefined });
}

/** Reasons per criterion, the dates that follow, and the name of the member, typed as confirmation. */
export default async function ProposeRemovalPage({ params, searchParams }: Props) {
  const at = await params;
  const here = await fullMemberHere(at, memberPath(at, "removal"));
  const { member, list, person, today } = here;
  if (!hasCommitteeRole(person, list.slug, "reviewer", "chair") || member.leftOn !== null || member.open.removal !== null) notFound();
  const kept = await keptHere((await searchParams).kept);
  const problems = problemsOf(kept);
  const typed = (name: string) => kept?.fields[name] ?? "";
  const { noticeDays, appealDays } = list.removal;
  return (
    <MemberPage here={here} title={`Propose to remove ${member.name}`} problems={problems} lede={list.removal.rule}>
      <Panel>
        <SummaryList
          rows={[
            { label: "Name", value: member.name },
            { label: "Domains", value: <span className="exact">{member.domains.join(", ")}</span> },
            { label: "Contact alias", value: member.aliases.map(({ address }) => <Address key={address} address={address} />) },
          ]}
        />
      </Panel>
      <Entry margin="Dates" title="What follows">
        <ol className="list">
          <li>The member will be told at once: all its representatives and its contact alias will get the reasons below.</li>
          <li>Another person on the committee has to approve it as the second approver. Until then any reviewer can stop it.</li>
          <li>
            It is carried out {noticeDays} days after the member is notified, on <Day day={addDays(today, noticeDays)} as="weekday" /> at
            the earliest.
          </li>
          <li>The member can appeal for {appealDays} days after that. Two people who did not approve the removal decide the appeal.</li>
        </ol>
      </Entry>
      <Entry margin="Reasons" title="Which criteria are not met?" id="reasons">
        <Form action={memberPath(at, "removal", "propose")} label="Propose the removal">
          <p className="meta">Select each one and say why. The member reads what you write.</p>
          {possibleReasons(list, today).map(({ key, title }) => (
            <div key={key} className="stack">
              <Checkbox name={`unmet.${key}`} label={`${title} is not met`} value={typed(`unmet.${key}`)} problems={problems} />
              <details open={typed(`unmet.${key}`) === "yes"}>
                <summary>Why, and what would help: {title}</summary>
                <div className="inside stack">
                  {asksForAlias(list, key) ? (
                    <Checkbox
                      name={`alias.${key}`}
                      label="Nobody has confirmed the contact alias. This reason no longer applies once a person answers there"
                      value={typed(`alias.${key}`)}
                      problems={problems}
                    />
                  ) : null}
                  <TextArea
                    name={`reason.${key}`}
                    label={`Why: ${title}`}
                    maxLength={2000}
                    value={typed(`reason.${key}`)}
                    problems={problems}
                  />
                  <TextArea
                    name={`help.${key}`}
                    label={`What would help: ${title}`}
                    optional
                    maxLength={2000}
                    value={typed(`help.${key}`)}
                    problems={problems}
                  />
                </div>
              </details>
            </div>
          ))}
          <TextField
            name="typed"
            label="Type the name, a domain or the contact alias of the member"
            hint="To make sure that it is this organization and not another one with a similar name"
            value={typed("typed")}
            autocomplete="off"
            problems={problems}
          />
          <Actions>
            <Button>Propose the removal and tell the member</Button>
            <LinkButton variant="link" href={memberPath(at)}>
              Cancel
            </LinkButton>
          </Actions>
        </Form>
      </Entry>
    </MemberPage>
  );
}
