import { formPost } from "@/lib/kernel/form-post";
import { takeBackLeaving } from "@/lib/member/commands/take-back-leaving";
import { backTo } from "../../../here";

const [home, page] = [backTo(""), backTo("leave")];

export const POST = formPost({
  command: takeBackLeaving,
  fields: ["member"],
  input: (_params, { member }) => ({ member }),
  leadsTo: (_result, params, fields) => home(params, fields, { done: "stays" }),
  page: (params, fields) => page(params, fields),
});
