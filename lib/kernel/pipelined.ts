/**
 * Waits for statements that were sent together, in order, on one connection: one round trip instead of one each.
 * When one fails, all after it in the same transaction fail too, so the first error in the order they were sent is the one thrown.
 */
export async function pipelined<const Sent extends readonly unknown[]>(
  sent: Sent,
): Promise<{ -readonly [Each in keyof Sent]: Awaited<Sent[Each]> }> {
  const results = await Promise.allSettled(sent);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return results.map((each) => (each.status === "fulfilled" ? each.value : undefined)) as {
    -readonly [Each in keyof Sent]: Awaited<Sent[Each]>;
  };
}
