import { boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/**
 * What somebody typed into a form that was refused, kept for a short while so that the page can show it again.
 * Bound to the browser that typed it.
 */
export const keptForm = pgTable(
  "kept_form",
  {
    id: id(),
    browserHash: text("browser_hash").notNull(),
    path: text("path").notNull(),
    message: text("message").notNull(),
    problems: jsonb("problems").notNull().$type<readonly { field: string; message: string }[]>(),
    fields: jsonb("fields").notNull().$type<Record<string, string>>(),
    /** The size of the row; people who are signed in and strangers have separate limits. */
    bytes: integer("bytes").notNull().default(0),
    signedIn: boolean("signed_in").notNull().default(false),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [
    index("kept_form_by_age").on(table.at),
    index("kept_form_by_browser").on(table.browserHash, table.at),
    index("kept_form_by_share").on(table.signedIn, table.bytes),
  ],
);

/**
 * The last form that each session sent, for some seconds: a repeated request of the same form gets the answer of the first.
 * Holds hashes, and where the form led.
 */
export const formPress = pgTable(
  "form_press",
  {
    session: text("session").primaryKey(),
    form: text("form").notNull(),
    at: moment("at").notNull().defaultNow(),
    /** Null while the first press runs. */
    leadsTo: text("leads_to"),
  },
  (table) => [index("form_press_by_age").on(table.at)],
);
