import { resolveConflict } from "@/lib/application/commands/resolve-conflict";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: resolveConflict,
  fields: ["keep"],
  input: ({ reference, criterion }, { version, keep }) => ({ reference, criterion, version, keep }),
  leadsTo: (_result, { reference, criterion }) => pathOf(reference, criterion),
  page: ({ reference, criterion }) => pathOf(reference, criterion),
});
