import { formActions, formsOf } from "@/lib/kernel/form-post";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { takeBackLeaving } from "@/lib/member/commands/take-back-leaving";
import { backTo } from "../../../here";

const [home, page] = [backTo(""), backTo("leave")];
const form = formsOf(page, ["member"]);

export const { GET, POST } = formActions({
  announce: form({
    command: announceLeaving,
    fields: ["on", "name"],
    input: (_params, { member, on = "", name = "" }) => ({ member, on, name }),
    leadsTo: ({ outcome }, params, fields) =>
      outcome === "leaves"
        ? page(params, fields, { done: "leaves" })
        : home(params, fields, { done: outcome === "left" ? "left" : "gone-already" }),
  }),
  "take-back": form({
    command: takeBackLeaving,
    input: (_params, { member }) => ({ member }),
    leadsTo: (_result, params, fields) => home(params, fields, { done: "stays" }),
  }),
});
