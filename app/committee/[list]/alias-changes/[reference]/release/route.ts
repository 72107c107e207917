import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

export const POST = formPost({
  command: releaseAliasChange,
  fields: ["form", "reason.release"],
  input: ({ reference }, fields) => ({ reference, reason: fields["reason.release"] ?? "" }),
  leadsTo: (_result, { list, reference }) => changesPath(list, reference, { done: "released" }),
  page: ({ list, reference }) => changesPath(list, reference),
});
