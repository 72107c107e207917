import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { formPost, formsOf } from "@/lib/kernel/form-post";

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

/** A form of several on one page. */
const onBooks = formsOf((_params, { shelf = "" }) => `/books?shelf=${shelf}`, ["shelf"]);

onBooks({
  command: closeBook,
  fields: ["reason", "verdict"],
  input: ({ book }, { shelf, reason, verdict }) => ({ book, reason, verdict, note: shelf }),
  done: (book) => book,
  page: (_params, { shelf, reason }) => `/books/close?${shelf}${reason}`,
});

onBooks({
  command: closeBook,
  fields: ["reason", "verdict"],
  // @ts-expect-error: "reson" is not an input of the command, and "reason" is missing
  input: ({ book }, { reason, verdict }) => ({ book, reson: reason, verdict }),
  done: "closed",
});

onBooks({
  command: closeBook,
  fields: ["reason", "verdict"],
  // @ts-expect-error: "noet" is not an input of the command, not even an optional one
  input: ({ book }, { reason, verdict }) => ({ book, reason, verdict, noet: "" }),
  done: "closed",
});

onBooks({
  command: closeBook,
  // @ts-expect-error: a form that names no fields of its own has no "reason"
  input: ({ book }, { shelf, reason }) => ({ book, reason, verdict: shelf }),
  done: "closed",
});

onBooks({
  command: closeBook,
  fields: ["reason", "verdict"],
  // @ts-expect-error: neither this form nor the page's other forms have a field "reson"
  input: ({ book }, { reson, verdict }) => ({ book, reason: reson, verdict }),
  // @ts-expect-error: nor "shlef"
  leadsTo: (_book, _params, { shlef }) => shlef ?? "",
  // @ts-expect-error: nor "tab"
  page: (_params, { tab }) => tab ?? "",
});

onBooks({
  command: closeBook,
  fields: ["reason", "verdict"],
  input: ({ book }, { reason, verdict }) => ({ book, reason, verdict }),
  // @ts-expect-error: the result has no such method
  done: (book) => book.titel(),
});

// @ts-expect-error: it has to lead somewhere
onBooks({ command: closeBook, fields: ["reason", "verdict"], input: ({ book }, { reason, verdict }) => ({ book, reason, verdict }) });

// @ts-expect-error: the page of several forms reads fields that all of them have
formsOf((_params, { tab }) => tab ?? "", ["shelf"]);

// @ts-expect-error: whoever calls a command passes its fields too
closeBook({ actor: { kind: "visitor" } }, { book: "42", reason: "", verdikt: "lost" });
