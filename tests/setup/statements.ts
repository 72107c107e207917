import pg from "pg";
import { vi } from "vitest";

/** The texts of the statements that an act sends to the database, in order and without their values. Nothing about them is changed. */
export async function statementsOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await act();
    return sent.mock.calls.map(([query]) => textOf(query));
  } finally {
    sent.mockRestore();
  }
}

function textOf(query: unknown): string {
  return typeof query === "string" ? query : String((query as { text?: unknown }).text);
}
