import { DoneBanner as Said } from "@/components/ui/banner";

const sentences: Readonly<Record<string, string>> = {
  saved: "Your answers are saved. You have been sent an email with a link to the application.",
  renamed: "The name was changed.",
  earlier: "Your earlier answers were copied to the criteria that were empty. Check each one and save it.",
  "mail-read": "The answers found in your email are filled in. Check each answer and save it.",
  "put-away": "The text was dismissed.",
  invited: "The invitation was sent. It expires after 24 hours.",
  "invitation-ended": "The invitation was withdrawn.",
  joined: "You can edit this application now.",
  asked: "The email to the contact alias was sent.",
  answered: "Your answer was sent. The committee has been told.",
  withdrawn: "The application was withdrawn. Everybody who works on it will be told by email.",
};

/** What was just done to an application, by a query parameter. */
export function DoneBanner({ done }: { done?: string }) {
  return <Said done={done} sentences={sentences} />;
}
