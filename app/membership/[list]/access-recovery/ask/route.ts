import { formPost } from "@/lib/kernel/form-post";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: askAccessRecovery,
  fields: ["list", "organization", "words"],
  input: ({ list }, { organization = "", words = "" }) => ({ list, organization, words }),
  leadsTo: ({ to }, { list = "" }) => (to === "membership" ? pathOf(list, "") : pathOf(list, "access-recovery", { done: "asked" })),
  page: ({ list = "" }) => pathOf(list, "access-recovery"),
});
