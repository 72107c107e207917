import { expect, test } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { list, origin, samples } from "./samples";

test("the contact alias and the committee read who was chosen from outside the organization's domains, and what to do", async () => {
  const data = {
    ...samples["people-changed"],
    person: "gerd@gmail.com",
    change: "outside",
    role: "primary",
    through: "representative",
  } as const;
  const { text } = await renderEmail({ kind: "people-changed", data }, list, origin);
  expect(text.split("\n---\n")[0]).toBe(
    `No action needed, if you expected this: on 24 November 2026 gerd@gmail.com
was chosen as a primary representative of Globex. This address is not at a known domain of the organization.

If it is wrong, reply to this email today. The committee can put it
right.

A primary representative did this.

A primary representative can change the contact alias and the people of
the membership, and can end it.
`,
  );
});
