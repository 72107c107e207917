import { Actions, Button } from "@/components/ui/button";
import { Radios } from "./choices";
import type { FieldMessages } from "./field-parts";

/** The author marks a long answer as finished. Sends finished=yes or finished=no. */
export function FinishedQuestion({ value, problems }: Pick<FieldMessages, "problems"> & { value?: string }) {
  return (
    <Radios
      name="finished"
      label="Is this section finished?"
      options={[
        { value: "yes", label: "Yes, this is finished" },
        { value: "no", label: "No, I will come back" },
      ]}
      value={value}
      problems={problems}
    />
  );
}

/** What Enter and the main button of a draft form send: then=continue. The other button sends then=later. */
export const saveAndContinue = { name: "then", value: "continue" } as const;

/** The two ways to end a page of a draft. */
export function SaveActions({ main = "Save and continue", later = "Save and come back later" }: { main?: string; later?: string }) {
  return (
    <Actions>
      <Button {...saveAndContinue}>{main}</Button>
      <Button variant="second" name="then" value="later">
        {later}
      </Button>
    </Actions>
  );
}
