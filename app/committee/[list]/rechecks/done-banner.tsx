import { Banner } from "@/components/ui/banner";

/** What was just done, by a word of the address. A word that is not known shows nothing. */
const sentences: Readonly<Record<string, string>> = {
  passed: "The re-check is passed. The member has been told.",
  failed: "A removal is proposed, and you stand behind it. A second person has to agree.",
  recorded: "The conversation is written down.",
  extended: "The member has more time, and has been told why.",
  reminded: "A reminder was written to everybody at the member.",
  opened: "The re-check is open. A letter is on its way.",
  judged: "Your verdict is saved.",
};

export function DoneBanner({ done = "" }: { done?: string }) {
  const sentence = Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? null : <Banner title={sentence} />;
}
