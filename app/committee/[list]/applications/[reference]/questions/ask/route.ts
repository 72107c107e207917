import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { requestInformation } from "@/lib/review/commands/request-information";

export const POST = formPost({
  command: requestInformation,
  fields: ["criterion", "question"],
  input: ({ reference }, { criterion, question }) => ({ reference, criterion: criterion ?? "", question: question ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "questions")}?done=asked`,
  page: (params) => pathOf(params, "questions"),
});
