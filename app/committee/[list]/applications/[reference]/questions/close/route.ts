import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { closeInformation } from "@/lib/review/commands/close-information";

export const POST = formPost({
  command: closeInformation,
  fields: ["criterion"],
  input: ({ reference }, { criterion }) => ({ reference, criterion: criterion ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "questions")}?done=closed`,
  page: (params) => pathOf(params, "questions"),
});
