import { DoneBanner as Said } from "@/components/ui/banner";

const sentences: Readonly<Record<string, string>> = {
  passed: "The re-check passed. The member has been told.",
  failed: "A removal is proposed with you as the first approver. A second person has to approve it.",
  recorded: "The conversation is recorded.",
  extended: "The member has more time, and has been told why.",
  reminded: "A reminder was sent to everybody at the member.",
  asked: "The question was sent. The member has been told when the answer is due.",
  withdrawn: "The question is withdrawn. The member has been told.",
  opened: "The re-check is open. The member gets an email.",
  decided: "Your decision is saved.",
};

/** What was just done to a re-check, by a query parameter. */
export function DoneBanner({ done }: { done?: string }) {
  return <Said done={done} sentences={sentences} />;
}
