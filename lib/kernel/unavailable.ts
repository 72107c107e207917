/**
 * SQLSTATE codes and classes after which nothing is wrong with the request and trying again later helps: connection lost (08), too few
 * resources or disk full (53), input or output error (58), lock not available, statement or idle time-out, server stopping or
 * starting, read-only. PostgreSQL documentation, appendix A.
 */
const passingCodes = /^(08...|53...|58...|55P03|57014|57P0[1-5]|25006|25P0[34])$/;

/** When the database cannot be reached, or its connection breaks. */
const passingSystemCodes = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"];

/** pg and its pool give these no code (pg 8.23, pg-pool 3.14). */
const passingMessages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable)/;

/** Seconds after which a browser may try again. */
export const retryAfterSeconds = 60;

/** Whether an error means that the database is temporarily unavailable. Any other error is a bug. */
export function isUnavailable(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code, syscall } = cause as { code?: unknown; syscall?: unknown };
    if (typeof code === "string" && (passingCodes.test(code) || (syscall !== undefined && passingSystemCodes.includes(code)))) return true;
    if (passingMessages.test(cause.message)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isUnavailable)) return true; // both families of an address were tried
  }
  return false;
}
