import { Banner } from "@/components/ui/banner";

/** What was just done, by a word of the address. A word that is not known shows nothing. */
const sentences: Readonly<Record<string, string>> = {
  saved: "Your answer is saved. Nothing was sent yet.",
  sent: "Your answers were sent. The committee reads them.",
  waits: "Your answers were sent. They wait for an answer at your contact alias.",
  passed: "Everything is confirmed. The re-check is passed.",
};

export function DoneBanner({ done = "" }: { done?: string }) {
  const sentence = Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? null : <Banner title={sentence} />;
}
