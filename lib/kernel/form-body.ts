import { Refusal } from "./refusal";

/** What a form may be: larger or odder is refused before anything is parsed further. */
export const formLimits = { bytes: 256 * 1024, fields: 400, nameLength: 100 } as const;

/**
 * Reads a posted form into field names and texts. Takes the type that a browser form without files sends. Refuses (kind "input") bodies that
 * are too large, of another type, with too many fields, odd names, names that the route does not declare or a field that comes
 * twice, and text that is not UTF-8.
 */
export async function readForm(request: Request, declared: readonly string[]): Promise<Record<string, string>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/x-www-form-urlencoded") throw bad("This address accepts forms only.");
  const bytes = await limitedBytes(request);
  const form = parse(bytes);
  const known = isDeclared(declared);
  const fields: Record<string, string> = Object.create(null);
  let count = 0;
  for (const [name, value] of form) {
    count += 1;
    if (count > formLimits.fields) throw bad("The form has too many fields.");
    if (name.length > formLimits.nameLength || !/^[A-Za-z][A-Za-z0-9_.-]*$/.test(name) || name.includes("__proto__") || !known(name))
      throw bad("The form has an unknown field.");
    // No form of the portal sends a name twice. With two values, code could use another one than was validated.
    if (name in fields) throw bad("The form has the same field twice.");
    fields[name] = value;
  }
  return { ...fields };
}

/** Whether a form may send a field: "reason.*" matches every name that starts with "reason.", and "*" any name. */
export function isDeclared(declared: readonly string[]): (name: string) => boolean {
  return (name) => declared.some((each) => each === name || (each.endsWith("*") && name.startsWith(each.slice(0, -1))));
}

async function limitedBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > formLimits.bytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > formLimits.bytes) throw tooLarge();
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

function parse(bytes: Uint8Array<ArrayBuffer>): Iterable<[string, string]> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.split("&", formLimits.fields + 1).length > formLimits.fields) throw bad("The form has too many fields."); // before each is read
    checkEscapes(text);
    return new URLSearchParams(text);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw bad("The form did not arrive as text.");
  }
}

/** URLSearchParams silently turns invalid UTF-8 into U+FFFD; decodeURIComponent throws. */
function checkEscapes(text: string): void {
  for (const part of text.split(/[&=]/)) decodeURIComponent(part.replaceAll("+", " "));
}

function bad(message: string): Refusal {
  return new Refusal(message, { kind: "input" });
}

function tooLarge(): Refusal {
  const sentence =
    "This form is too large. The limit is 256 KB as the browser sends it, and tabs and accented letters count as more than one character. Shorten the longest text, and send it again.";
  return new Refusal(sentence, { kind: "input" });
}
