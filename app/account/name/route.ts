import { renamePerson } from "@/lib/identity/commands/rename-person";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: renamePerson,
  fields: ["name"],
  input: (_params, { name }) => ({ name }),
  leadsTo: () => "/account?done=renamed",
  page: () => "/account",
});
