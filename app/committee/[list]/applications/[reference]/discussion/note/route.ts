import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { writeNote } from "@/lib/review/commands/write-note";

export const POST = formPost({
  command: writeNote,
  fields: ["text"],
  input: ({ reference }, { key, text = "" }) => ({ reference, key, text }),
  done: "noted",
  page: (params) => pathOf(params, "discussion"),
});
