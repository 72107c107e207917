import { formPost } from "@/lib/kernel/form-post";
import { askSuccessionProof } from "@/lib/member/commands/ask-succession-proof";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: askSuccessionProof,
  fields: ["succession", "proof"],
  input: (_params, { succession, proof }) => ({ succession, proof }),
  leadsTo: (_result, { list = "" }, { proof }) => pathOf(list, "succession", { done: proof === "domain" ? "domain" : "alias" }),
  page: ({ list = "" }) => pathOf(list, "succession"),
});
