import { readMail } from "@/lib/application/commands/read-mail";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: readMail,
  fields: ["text"],
  input: ({ reference }, { text = "" }) => ({ reference, text }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=mail-read`,
  page: ({ reference }) => pathOf(reference, "mail"),
});
