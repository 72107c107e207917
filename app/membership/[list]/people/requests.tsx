import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { contactRoles } from "@/lib/kernel/roles";
import type { MemberPeople } from "@/lib/member/queries/people";
import { contactRoleWords } from "@/lib/organization/people";
import { Elsewhere } from "./elsewhere";

/** Who asks to act for the organization, each with the form that answers. Only a primary representative is given any. */
export function Requests({
  requests,
  memberId,
  action,
  kept,
  problems,
}: {
  requests: MemberPeople["requests"];
  memberId: string;
  action: string;
  kept: Kept | null;
  problems: readonly Problem[];
}) {
  return requests.map(({ id, name, email, words, askedAt, escalated }) => {
    const mine = kept?.fields.request === id;
    return (
      <Entry key={id} margin="Action needed" title={`${name ?? email} has asked to act for the organization`}>
        <p>
          <Address address={email} />
        </p>
        <p className="meta">
          Requested on <Moment at={askedAt} />
          {escalated ? "; the committee was asked too, because nobody answered" : ""}. An email address alone does not prove who somebody
          is.
        </p>
        <QuotedText text={words} panel />
        <Form action={action} hidden={{ member: memberId, request: id }} label={`Answer ${name ?? email}`}>
          <Radios
            name={`answer.${id}`}
            label="Should this person act for the organization?"
            options={[
              { value: "accept", label: "Yes, with a role" },
              { value: "decline", label: "No", hint: "They will be told that the request was declined, and nothing else" },
            ]}
            value={mine ? kept?.fields[`answer.${id}`] : undefined}
            problems={problems}
          />
          <Radios
            name={`role.${id}`}
            label="Role"
            optional
            hint="Needed if you select yes"
            options={contactRoles.map((role) => ({ value: role, ...contactRoleWords[role] }))}
            value={mine ? kept?.fields[`role.${id}`] : undefined}
            problems={problems}
          />
          <Elsewhere name={`elsewhere.${id}`} kept={kept} problems={problems} />
          <Actions>
            <Button>Send the answer</Button>
          </Actions>
        </Form>
      </Entry>
    );
  });
}
