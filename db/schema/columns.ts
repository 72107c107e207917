import { sql } from "drizzle-orm";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A random id; never guessable, never reused. */
export const id = () => uuid("id").primaryKey().default(sql`gen_random_uuid()`);

/** A moment, kept in UTC to the millisecond so that what JavaScript read is what is stored. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** A CHECK that a text column contains a value of a closed list. */
export const oneOf = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(", "));
