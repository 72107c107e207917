import { inThread } from "@/lib/kernel/reader-thread";
import type { MailApplication, MailCriterion, readMailApplication } from "../mail";

const read = inThread<typeof readMailApplication>({ file: "lib/application/mail.ts", name: "readMailApplication" });

/** As `readMailApplication`, in a thread with a deadline: a heavy mail holds up nobody else. Throws a Refusal when reading takes too long. */
export function readMailInThread(text: string, criteria: readonly MailCriterion[]): Promise<MailApplication> {
  return read(
    text,
    criteria.map(({ key, title, rule, alsoCalled }) => ({ key, title, rule, alsoCalled })), // no more: other parts cannot be sent to a thread
  );
}
