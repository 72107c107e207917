/**
 * Data of another machine as the database can keep it. NUL and halves of a pair (lone surrogates) fit in no text of PostgreSQL;
 * each becomes U+FFFD, so that a look is recorded whatever was sent.
 */
export function storable<Data>(data: Data): Data {
  if (typeof data === "string") return data.toWellFormed().replaceAll("\0", "\ufffd") as Data;
  if (Array.isArray(data)) return data.map(storable) as Data;
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, storable(value)])) as Data;
}
