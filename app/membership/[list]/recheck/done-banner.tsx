import { DoneBanner as Said } from "@/components/ui/banner";

const sentences: Readonly<Record<string, string>> = {
  saved: "Your answer is saved. Nothing has been sent yet.",
  sent: "Your answers were sent. The committee will read them.",
  replied: "Your answer was sent. The committee will read it.",
  waits: "Your answers were sent. The re-check now needs an answer from your contact alias.",
  passed: "Everything is confirmed. The re-check passed.",
};

/** What was just done to one's own re-check, by a query parameter. */
export function DoneBanner({ done }: { done?: string }) {
  return <Said done={done} sentences={sentences} />;
}
