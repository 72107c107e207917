import { takeEarlierAnswers } from "@/lib/application/commands/take-earlier-answers";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: takeEarlierAnswers,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=earlier`,
  page: ({ reference }) => pathOf(reference),
});
