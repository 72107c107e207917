import { Banner } from "@/components/ui/banner";

const sentences: Readonly<Record<string, string>> = {
  answered: "Your answer is saved. The committee can read it.",
  no: "Your answer is saved: not yet. You can answer again until the day, and after it.",
};

export function DoneBanner({ done = "" }: { done?: string }) {
  const sentence = Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? null : <Banner title={sentence} />;
}
