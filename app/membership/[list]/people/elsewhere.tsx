import { Checkbox } from "@/components/form/choices";
import { messagesFor } from "@/components/form/field-parts";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";

/** Asks whether an address from outside the organization's domains may be a primary representative, once the form was refused for it. */
export function Elsewhere({ name, kept, problems }: { name: string; kept: Kept | null; problems: readonly Problem[] }) {
  if (messagesFor(name, problems).length === 0 && kept?.fields[name] === undefined) return null;
  return (
    <Checkbox
      name={name}
      label="Allow a primary representative with this address, even though it is outside the organization's domains"
      value={kept?.fields[name]}
      problems={problems}
    />
  );
}
