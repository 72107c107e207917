import { deadline } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, stopBlocks } from "./alias-change-parts";
import { type LetterPlace, type LetterText, oneLine } from "./letter-text";

export function aliasChangeWaiting(data: LetterData["alias-change-waiting"], place: LetterPlace): LetterText {
  const from = deadline(new Date(data.waitsUntil));
  return {
    topic: aliasChangeTopic(data),
    lede: data.awaitsAgreement
      ? `Nothing to do. Not before ${from}, the new contact alias starts to receive.`
      : `Nothing to do. On ${from}, the new contact alias starts to receive.`,
    otherwise: `A person has answered there. Until it starts, everybody who gets this letter can stop it${
      data.awaitsAgreement ? `, and two people of the committee have to agree` : ""
    }.`,
    body: [...stopBlocks(place, data.token), ...aliasChangeBlocks(data)],
    because: aliasChangeReader({ ...data, organization: oneLine(data.organization) }),
  };
}
