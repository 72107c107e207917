/** Whether a text from a URL can be an id. PostgreSQL throws an error when an id is compared with anything else. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
