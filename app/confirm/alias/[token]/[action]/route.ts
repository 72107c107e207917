import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import { formActions, formRoute, formsOf, type RouteParams } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";

const page = ({ token = "" }: RouteParams) => `/confirm/alias/${encodeURIComponent(token)}`;
const form = formsOf(page);

export const { GET, POST } = formActions({
  /** A wrong organization is counted before it is refused: the count must be kept after the refusal. */
  answer: formRoute({
    fields: ["name", "organization"],
    page,
    run: async (context, params, { name = "", organization = "" }) => {
      const answer = await answerAliasCheck(context, { token: params.token, name, organization });
      if (answer.outcome === "answered") return page(params);
      const left = answer.attemptsLeft === 1 ? "1 attempt is left" : `${answer.attemptsLeft} attempts are left`;
      const message = `This is not the organization that named the address. Its name is shown above; ${left}`;
      throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "organization", message }] });
    },
  }),
  disown: form({
    command: disownAlias,
    fields: ["word"],
    input: ({ token }, { word = "" }) => ({ token, word }),
    leadsTo: (_, params) => page(params),
  }),
  resend: form({ command: resendAliasCheck, input: ({ token }) => ({ token }), done: "sent-again" }),
});
