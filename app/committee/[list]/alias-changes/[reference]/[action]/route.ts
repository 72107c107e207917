import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

const form = formsOf(({ list, reference }) => changesPath(list, reference));

export const { GET, POST } = formActions({
  agree: form({
    command: agreeAliasChange,
    fields: ["form", "reason.agree"],
    input: ({ reference }, fields) => ({ reference, reason: fields["reason.agree"] ?? "" }),
    done: "agreed",
  }),
  call: form({
    command: recordAliasChangeCall,
    fields: ["person", "how"],
    input: ({ reference }, { person, how = "" }) => ({ reference, person, how }),
    done: "called",
  }),
  release: form({
    command: releaseAliasChange,
    fields: ["form", "reason.release"],
    input: ({ reference }, fields) => ({ reference, reason: fields["reason.release"] ?? "" }),
    done: (result) => (result === "asked" ? "release-asked" : "released"),
  }),
  stop: form({
    command: stopAliasChange,
    fields: ["form", "reason.stop"],
    input: ({ reference }, fields) => ({ reference, reason: fields["reason.stop"] ?? "" }),
    done: "stopped",
  }),
});
