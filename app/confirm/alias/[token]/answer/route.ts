import { answerAliasCheck } from "@/lib/alias/commands/answer-alias-check";
import { formRoute } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";

/** A wrong organization is counted before it is refused: the count must be kept after the refusal. */
export const POST = formRoute({
  fields: ["name", "organization"],
  page: ({ token = "" }) => `/confirm/alias/${encodeURIComponent(token)}`,
  run: async (context, { token = "" }, { name = "", organization = "" }) => {
    const answer = await answerAliasCheck(context, { token, name, organization });
    if (answer.outcome === "answered") return `/confirm/alias/${encodeURIComponent(token)}`;
    const left = answer.attemptsLeft === 1 ? "1 attempt is left" : `${answer.attemptsLeft} attempts are left`;
    const message = `This is not the organization that named the address. Its name is shown above; ${left}`;
    throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "organization", message }] });
  },
});
