import { pathOf } from "@/app/committee/path";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { closeInformation } from "@/lib/review/commands/close-information";
import { requestInformation } from "@/lib/review/commands/request-information";

const form = formsOf((params) => pathOf(params, "questions"));

export const { GET, POST } = formActions({
  ask: form({
    command: requestInformation,
    fields: ["criterion", "question"],
    input: ({ reference }, { criterion = "", question = "" }) => ({ reference, criterion, question }),
    done: "asked",
  }),
  close: form({
    command: closeInformation,
    fields: ["criterion"],
    input: ({ reference }, { criterion = "" }) => ({ reference, criterion }),
    done: "closed",
  }),
});
