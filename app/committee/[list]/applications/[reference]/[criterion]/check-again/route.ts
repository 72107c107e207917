import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { askChecksAgain } from "@/lib/review/commands/ask-checks-again";

export const POST = formPost({
  command: askChecksAgain,
  fields: ["name"],
  input: ({ reference }, { name }) => ({ reference, name }),
  leadsTo: (_, params) => `${pathOf(params, params.criterion ?? "")}?done=checks-asked`,
  page: (params) => pathOf(params, params.criterion ?? ""),
});
