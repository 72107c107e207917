import { Refusal } from "./refusal";

/** What a form may be: larger or odder is refused before anything is parsed further. */
export const formLimits = { bytes: 256 * 1024, fields: 400, nameLength: 100 } as const;

/**
 * Reads a posted form into field names and texts. Takes the two types a browser form sends. Refuses (kind "input") bodies that
 * are too large, of another type, with too many fields, odd names, names that the route does not declare or a field that comes
 * twice, and text that is not UTF-8.
 */
export async function readForm(request: Request, declared: readonly string[]): Promise<Record<string, string>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/x-www-form-urlencoded" && type !== "multipart/form-data") throw bad("This address takes forms only.");
  const bytes = await limitedBytes(request);
  const form = await parse(bytes, request.headers.get("content-type") ?? type);
  const known = isDeclared(declared);
  const fields: Record<string, string> = Object.create(null);
  let count = 0;
  for (const [name, value] of form) {
    count += 1;
    if (count > formLimits.fields) throw bad("The form has too many fields.");
    if (typeof value !== "string") throw bad("This form takes no files.");
    if (name.length > formLimits.nameLength || !/^[A-Za-z][A-Za-z0-9_.-]*$/.test(name) || name.includes("__proto__") || !known(name))
      throw bad("The form has a field that is not known here.");
    // No form of the portal sends a name twice, and whoever reads one of two texts may read another than was checked.
    if (name in fields) throw bad("The form has one field twice. Go back, and send it again.");
    fields[name] = value;
  }
  return { ...fields };
}

/** Whether a form may send a field: "reason.*" stands for every name that starts with "reason.", and "*" for any. */
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

async function parse(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Iterable<[string, FormDataEntryValue]>> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (type.toLowerCase().startsWith("multipart/")) return await new Response(bytes, { headers: { "content-type": type } }).formData();
    checkEscapes(text);
    return new URLSearchParams(text);
  } catch {
    throw bad("The form did not arrive as text. Go back, and send it again.");
  }
}

/** URLSearchParams turns bytes that are no UTF-8 into U+FFFD in silence; decodeURIComponent tells. */
function checkEscapes(text: string): void {
  for (const part of text.split(/[&=]/)) decodeURIComponent(part.replaceAll("+", " "));
}

function bad(message: string): Refusal {
  return new Refusal(message, { kind: "input" });
}

function tooLarge(): Refusal {
  return new Refusal("The form is larger than 256 KB. Shorten the longest text, and send it again.", { kind: "input" });
}
