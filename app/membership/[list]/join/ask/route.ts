import { formPost } from "@/lib/kernel/form-post";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: askToJoin,
  fields: ["list", "organization", "words"],
  input: ({ list }, { organization = "", words = "" }) => ({ list, organization, words }),
  leadsTo: ({ to }, { list = "" }) => (to === "membership" ? pathOf(list, "") : pathOf(list, "join", { done: "asked" })),
  page: ({ list = "" }) => pathOf(list, "join"),
});
