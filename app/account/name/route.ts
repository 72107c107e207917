import { renamePerson } from "@/lib/identity/commands/rename-person";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: renamePerson,
  input: (_params, { name }) => ({ name }),
  leadsTo: () => "/account?done=renamed",
  page: () => "/account",
});
