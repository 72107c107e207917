import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { stepAside } from "@/lib/review/commands/step-aside";

export const POST = formPost({
  command: stepAside,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=stepped-aside`,
  page: (params) => pathOf(params, "vote"),
});
