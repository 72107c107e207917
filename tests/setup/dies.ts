import { Client } from "pg";

type Query = (this: Client, ...given: unknown[]) => unknown;
const ofPg = Client.prototype as unknown as { query: Query };

/**
 * Runs an act whose process dies at its statement of this number: the database loses the connection before it gets the statement,
 * as after a SIGKILL. Says whether the act came so far.
 */
export async function diesAt(statement: number, act: () => Promise<unknown>): Promise<boolean> {
  const query = ofPg.query;
  let number = 0;
  ofPg.query = function (...given) {
    number += 1;
    if (number !== statement) return query.apply(this, given);
    return query.call(this, "select pg_terminate_backend(pg_backend_pid())", ...given.filter((each) => typeof each === "function"));
  };
  try {
    await act();
  } catch (error) {
    if (number < statement) throw error;
  } finally {
    ofPg.query = query;
  }
  return number >= statement;
}
