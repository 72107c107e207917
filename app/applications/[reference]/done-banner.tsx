import { DoneBanner as Said } from "@/components/ui/banner";

const sentences: Readonly<Record<string, string>> = {
  saved: "Your answers are saved. An email with the way back is in your mailbox, or was within the last hour.",
  renamed: "The name was changed.",
  earlier: "The earlier answers stand in the pages that were empty. Look through each and save it.",
  "mail-read": "Your mail was read. Look through each answer and save it.",
  "put-away": "The part was put away.",
  invited: "The invitation was sent. It is good for a day.",
  "invitation-ended": "The invitation was taken back.",
  joined: "You can write in this application now.",
  asked: "The email to the contact alias was sent.",
  answered: "Your answer was sent. The committee has been told.",
  withdrawn: "The application was withdrawn. An email says so to everyone who wrote in it.",
};

/** What was just done to an application, by a word of the address. */
export function DoneBanner({ done }: { done?: string }) {
  return <Said done={done} sentences={sentences} />;
}
