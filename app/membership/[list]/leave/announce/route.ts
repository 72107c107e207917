import { formPost } from "@/lib/kernel/form-post";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { backTo } from "../../../here";

const [home, page] = [backTo(""), backTo("leave")];

export const POST = formPost({
  command: announceLeaving,
  fields: ["member", "on", "name"],
  input: (_params, { member, on = "", name = "" }) => ({ member, on, name }),
  leadsTo: ({ outcome }, params, fields) =>
    outcome === "leaves"
      ? page(params, fields, { done: "leaves" })
      : home(params, fields, { done: outcome === "left" ? "left" : "gone-already" }),
  page: (params, fields) => page(params, fields),
});
