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
    `No action needed if you expected this change.

On 24 November 2026 gerd@gmail.com was chosen as a primary
representative of Globex. This address is not at a known domain of the
organization. A primary representative made the change.

If it is wrong, reply to this email today. The committee can correct it.

A primary representative can change everything about the membership, and
can end it.

About the list:

https://portal.example.org/istio
`,
  );
});
