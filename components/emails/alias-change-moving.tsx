import type { EmailData } from "@/lib/email/data";
import { actions, inSentence } from "@/lib/member/open-task";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, stopBlocks } from "./alias-change-parts";
import type { EmailPlace, EmailText } from "./email-text";

export function aliasChangeMoving(data: EmailData["alias-change-moving"], place: EmailPlace): EmailText {
  return {
    topic: aliasChangeTopic(data),
    lede: `${
      data.reader === "representative" ? `Action needed: ${inSentence(actions.answerNewAliasAgain)}.` : "No action needed."
    } From today the new contact alias receives too.`,
    otherwise:
      data.oldAddress === null
        ? "It stays beside the address in use once a person there has answered one more email."
        : "The old one keeps receiving until a person at the new one has answered one more email; only then is it let go.",
    body: [...stopBlocks(place, data.token), ...aliasChangeBlocks(data)],
    because: aliasChangeReader(data),
  };
}
