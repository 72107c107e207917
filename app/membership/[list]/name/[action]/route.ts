import { formActions, formsOf } from "@/lib/kernel/form-post";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { takeBackMemberChange } from "@/lib/member/commands/take-back-member-change";
import { backTo } from "../../../here";

const form = formsOf(backTo("name"), ["member"]);

export const { GET, POST } = formActions({
  ask: form({
    command: askMemberChange,
    fields: ["kind", "name", "domains", "product", "reason"],
    input: (_params, { member, kind, name = "", domains = "", product = "", reason = "" }) => ({
      member,
      kind,
      name,
      domains,
      product,
      reason,
    }),
    done: "asked",
  }),
  "take-back": form({
    command: takeBackMemberChange,
    fields: ["change"],
    input: (_params, { change }) => ({ change }),
    done: "taken-back",
  }),
});
