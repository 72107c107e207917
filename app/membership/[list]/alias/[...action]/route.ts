import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { assessedWish } from "@/lib/alias/queries/change";
import { wishFields, wishIn } from "@/lib/alias/wish";
import { formActions, formRoute, formsOf, keepForNext } from "@/lib/kernel/form-post";
import { backTo } from "../../../here";

const form = formsOf(backTo("alias"), ["member"]);
const check = backTo("alias/check");

export const { GET, POST } = formActions({
  /** Validates the request and keeps what was typed for the confirmation page; writes nothing else. */
  "new/continue": formRoute({
    fields: ["member", ...wishFields],
    page: backTo("alias/new"),
    run: async ({ actor }, params, fields) => {
      await assessedWish(actor, fields.member ?? "", wishIn(fields), new Date());
      return check(params, fields, { kept: await keepForNext(check(params, {}), fields) });
    },
  }),
  ask: form({
    command: askAliasChange,
    fields: wishFields,
    input: (_params, fields) => ({ member: fields.member, ...wishIn(fields) }),
    done: "asked",
    page: check,
  }),
  resend: form({
    command: resendAliasChange,
    fields: ["reference"],
    input: (_params, { reference }) => ({ reference }),
    done: "sent-again",
  }),
  stop: form({
    command: stopAliasChange,
    fields: ["reference", "reason"],
    input: (_params, { reference, reason = "" }) => ({ reference, reason }),
    done: "stopped",
  }),
  "ask-again": form({ command: askContactAlias, input: (_params, { member }) => ({ member }), done: "asked-again" }),
});
