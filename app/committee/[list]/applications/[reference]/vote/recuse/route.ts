import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";

export const POST = formPost({
  command: recuseYourself,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=recused`,
  page: (params) => pathOf(params, "vote"),
});
