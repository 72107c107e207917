import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { dismissUnplaced } from "@/lib/application/commands/dismiss-unplaced";
import { endInvitation } from "@/lib/application/commands/end-invitation";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { readMail } from "@/lib/application/commands/read-mail";
import { renameOrganization } from "@/lib/application/commands/rename-organization";
import { saveForLater } from "@/lib/application/commands/save-for-later";
import { takeEarlierAnswers } from "@/lib/application/commands/take-earlier-answers";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { pathOf } from "../../here";

const form = formsOf(({ reference }) => pathOf(reference));
const onInvite = formsOf(({ reference }) => pathOf(reference, "invite"));

export const { GET, POST } = formActions({
  "draft/alias": form({ command: askAliasAgain, input: ({ reference }) => ({ reference }), done: "asked" }),
  "draft/earlier": form({ command: takeEarlierAnswers, input: ({ reference }) => ({ reference }), done: "earlier" }),
  "draft/later": form({ command: saveForLater, input: ({ reference }) => ({ reference }), done: "saved" }),
  "draft/name": form({
    command: renameOrganization,
    fields: ["name"],
    input: ({ reference }, { name = "" }) => ({ reference, name }),
    done: "renamed",
  }),
  "mail/read": form({
    command: readMail,
    fields: ["text"],
    input: ({ reference }, { text = "" }) => ({ reference, text }),
    done: "mail-read",
    page: ({ reference }) => pathOf(reference, "mail"),
  }),
  "mail/dismiss": form({
    command: dismissUnplaced,
    fields: ["part"],
    input: ({ reference }, { part }) => ({ reference, part }),
    done: "put-away",
  }),
  "invite/send": onInvite({
    command: inviteColleague,
    fields: ["email"],
    input: ({ reference }, { email = "" }) => ({ reference, email }),
    done: "invited",
  }),
  "invite/end": onInvite({
    command: endInvitation,
    fields: ["invitation"],
    input: ({ reference }, { invitation }) => ({ reference, invitation }),
    done: "invitation-ended",
  }),
  "withdraw/confirm": form({
    command: withdrawApplication,
    input: ({ reference }) => ({ reference }),
    done: "withdrawn",
    page: ({ reference }) => pathOf(reference, "withdraw"),
  }),
});
