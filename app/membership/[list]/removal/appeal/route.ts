import { formPost } from "@/lib/kernel/form-post";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { backTo } from "../../../here";

const back = backTo("removal");

export const POST = formPost({
  command: fileAppeal,
  fields: ["member", "words"],
  input: (_, { member, words }) => ({ member, words: words ?? "" }),
  leadsTo: (_, params, fields) => back(params, fields, { done: "appealed" }),
  page: (params, fields) => back(params, fields),
});
