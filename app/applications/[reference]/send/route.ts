import { submitApplication } from "@/lib/application/commands/submit-application";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../here";

export const POST = formPost({
  command: submitApplication,
  fields: ["truth"],
  input: ({ reference }, { version, truth }) => ({ reference, version, truth }),
  leadsTo: (_result, { reference }) => pathOf(reference, "sent"),
  page: ({ reference }) => pathOf(reference, "check"),
});
