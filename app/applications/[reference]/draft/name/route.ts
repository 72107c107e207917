import { renameOrganization } from "@/lib/application/commands/rename-organization";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: renameOrganization,
  fields: ["name"],
  input: ({ reference }, { name = "" }) => ({ reference, name }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=renamed`,
  page: ({ reference }) => pathOf(reference),
});
