import { Checkbox, Radios } from "@/components/form/choices";
import { SelectField, TextArea, TextField } from "@/components/form/text-field";
import type { Problem } from "@/lib/kernel/refusal";

/** What is asked of somebody who wants another contact alias. */
export function WishFields({
  aliases,
  typed = {},
  problems,
}: {
  aliases: readonly { readonly id: string; readonly address: string }[];
  typed?: Readonly<Record<string, string>>;
  problems: readonly Problem[];
}) {
  return (
    <>
      <TextField
        name="address"
        type="email"
        autocomplete="off"
        label="New address"
        hint="One address of the organization that a team monitors, like security@example.com"
        value={typed.address}
        problems={problems}
      />
      <Radios
        name="mode"
        label="What happens to the current address?"
        options={[
          {
            value: "replace",
            label: "The new address replaces it",
            hint: "It is removed once somebody at the new address has answered twice",
          },
          { value: "add", label: "It stays, and the new address is added" },
        ]}
        value={typed.mode}
        problems={problems}
      />
      {aliases.length > 1 ? (
        <SelectField
          name="oldAlias"
          label="Which address is replaced?"
          hint="Only if the new address replaces one"
          optional
          options={aliases.map(({ id, address }) => ({ value: id, label: address }))}
          value={typed.oldAlias}
          problems={problems}
        />
      ) : null}
      <TextArea
        name="reason"
        label="Why are you changing the address?"
        hint="The readers of the current address, your colleagues and the committee read this"
        maxLength={1000}
        value={typed.reason}
        problems={problems}
      />
      <TextArea
        name="reachesTeam"
        label="Why it reaches a team"
        hint="Needed only if the address looks like one person's, or if one of you signs in with it. If the domain is on a list of mail services, also say why it is your own"
        optional
        maxLength={1000}
        value={typed.reachesTeam}
        problems={problems}
      />
      <Checkbox
        name="oldIsDead"
        label="Nobody monitors the current address any more"
        hint="Somebody on the committee will first speak with one of the representatives"
        value={typed.oldIsDead}
        problems={problems}
      />
    </>
  );
}
