import type { EmailData } from "@/lib/email/data";
import { actions, inSentence } from "@/lib/member/open-task";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, stopBlocks } from "./alias-change-parts";
import type { EmailPlace, EmailText } from "./email-text";

export function aliasChangeMoving(data: EmailData["alias-change-moving"], place: EmailPlace): EmailText {
  return {
    topic: aliasChangeTopic(data),
    lede: `${
      data.reader === "representative" ? `Your move: ${inSentence(actions.answerNewAliasAgain)}.` : "Nothing to do."
    } From today the new contact alias receives too.`,
    otherwise:
      data.oldAddress === null
        ? "It stays beside the address in use once a person there has answered one more letter."
        : "The old one keeps receiving until a person at the new one has answered one more letter; only then is it let go.",
    body: [...stopBlocks(place, data.token), ...aliasChangeBlocks(data)],
    because: aliasChangeReader(data),
  };
}
