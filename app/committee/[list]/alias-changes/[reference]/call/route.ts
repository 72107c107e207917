import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { formPost } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

export const POST = formPost({
  command: recordAliasChangeCall,
  fields: ["person", "how"],
  input: ({ reference }, { person, how = "" }) => ({ reference, person, how }),
  leadsTo: (_result, { list, reference }) => changesPath(list, reference, { done: "called" }),
  page: ({ list, reference }) => changesPath(list, reference),
});
