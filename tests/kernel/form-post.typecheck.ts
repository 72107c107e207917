import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { formPost } from "@/lib/kernel/form-post";

/*
 * Checked by the compiler and never run: `npm run check` fails when one of these mistakes compiles, because TypeScript reports an
 * expected error that did not occur.
 */

const closeBook = command(
  "closeBook",
  z.strictObject({ book: z.string(), reason: z.string(), verdict: z.enum(["kept", "lost"]), note: z.string().optional() }),
  async (work, input) => {
    work.authorize(true);
    return input.book;
  },
);

const around = { page: () => "/books", leadsTo: () => "/books?done=closed", command: closeBook };

formPost({
  ...around,
  fields: ["reason", "verdict.*"],
  input: ({ book }, fields) => ({ book, reason: fields.reason, verdict: fields[`verdict.${book}`] }),
});

formPost({
  ...around,
  fields: ["reason", "verdict"],
  // @ts-expect-error: "reson" is not an input of the command, and "reason" is missing
  input: ({ book }, { reason, verdict }) => ({ book, reson: reason, verdict }),
});

formPost({
  ...around,
  fields: ["reason", "verdict"],
  // @ts-expect-error: "noet" is not an input of the command, not even an optional one
  input: ({ book }, { reason, verdict }) => ({ book, reason, verdict, noet: "" }),
});

formPost({
  ...around,
  fields: ["reason"],
  // @ts-expect-error: "verdict" is missing
  input: ({ book }, { reason }) => ({ book, reason }),
});

formPost({
  page: () => "/books",
  command: closeBook,
  fields: ["reason", "verdict.*"],
  input: ({ book }, fields) => ({
    book,
    // @ts-expect-error: the form has no field "reson"
    reason: fields.reson,
    // @ts-expect-error: nor one that starts with "verdikt."
    verdict: fields[`verdikt.${book}`],
  }),
  // @ts-expect-error: the page to go on to reads declared fields only
  leadsTo: (_book, _params, { nxet }) => nxet ?? "",
});

formPost({
  command: closeBook,
  fields: ["reason", "verdict"],
  input: ({ book }, { reason, verdict }) => ({ book, reason, verdict }),
  leadsTo: () => "/books",
  // @ts-expect-error: so does the page that holds the form
  page: (_params, { tab }) => tab ?? "",
});

// @ts-expect-error: whoever calls a command passes its fields too
closeBook({ actor: { kind: "visitor" } }, { book: "42", reason: "", verdikt: "lost" });
