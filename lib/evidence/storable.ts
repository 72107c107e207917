/**
 * Data from another server in a form that the database can store. PostgreSQL cannot store NUL and lone surrogates in text;
 * each becomes U+FFFD, so that a result is recorded whatever was sent.
 */
export function storable<Data>(data: Data): Data {
  if (typeof data === "string") return data.toWellFormed().replaceAll("\0", "\ufffd") as Data;
  if (Array.isArray(data)) return data.map(storable) as Data;
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, storable(value)])) as Data;
}
