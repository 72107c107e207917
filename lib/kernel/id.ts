/** Whether a text that came with an address can be an id: PostgreSQL refuses, as a fault, to compare one with anything else. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
