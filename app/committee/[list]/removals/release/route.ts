import { formPost } from "@/lib/kernel/form-post";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";

export const POST = formPost({
  command: releaseRemovals,
  fields: ["number"],
  input: ({ list }, { number = "" }) => ({ list, number }),
  done: "removals-released",
  page: ({ list }) => `/committee/${list}/removals`,
});
