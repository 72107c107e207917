import { decodeHTML } from "entities";
import { htmlToText, looksLikeHtml } from "./html";
import { decodeBody, decodeWords, unflow } from "./transfer";

type Header = { readonly name: string; readonly value: string };
type Part = { readonly text: string; readonly rank: "plain" | "html" | "other" };

const told = ["from", "to", "cc", "date", "subject"];
const carriage = new Set([
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "received",
  "message-id",
  "return-path",
  "delivered-to",
  "dkim-signature",
]);
const deepest = 8;
const mostParts = 100;

/**
 * The text a person wrote, out of whatever was handed in: a pasted mail, HTML, or a stored message (RFC 5322 with MIME).
 * A stored message keeps the headers that a reader sees, on top; the rest of its headers only carried it.
 */
export function textOfMail(file: string): string {
  const text = file
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .replace(/^\s*\n/, "")
    .replace(/^From \S+ .*\d{4}\n/, ""); // the first line of a message in an mbox
  const message = splitHeaders(text);
  if (message === undefined || !message.headers.some(({ name }) => carriage.has(name))) return plainOf(text);

  const shown = told.flatMap((name) => message.headers.filter((header) => header.name === name));
  const top = shown.map(({ name, value }) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${decodeWords(value)}`);
  return [...top, "", readPart(message, 0).text].join("\n");
}

function plainOf(text: string): string {
  if (looksLikeHtml(text)) return htmlToText(text);
  return /^[ \t]*&gt;/m.test(text) ? decodeHTML(text) : text; // quote marks that came out of HTML
}

function splitHeaders(text: string): { headers: Header[]; body: string } | undefined {
  const headers: Header[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
    const line = text.slice(at, end);
    at = end + 1;
    if (line.trim() === "") break;
    const field = /^([!-9;-~]{1,76}):(.*)$/.exec(line);
    const last = headers.at(-1);
    if (field !== null) headers.push({ name: (field[1] ?? "").toLowerCase(), value: (field[2] ?? "").trim() });
    else if (last !== undefined && /^[ \t]/.test(line))
      headers[headers.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
    else return undefined;
  }
  return headers.length === 0 ? undefined : { headers, body: text.slice(at) };
}

function readPart({ headers, body }: { headers: readonly Header[]; body: string }, depth: number): Part {
  const headerNamed = (name: string) => headers.find((header) => header.name === name)?.value ?? "";
  const type = parameters(headerNamed("content-type") || "text/plain");
  const disposition = parameters(headerNamed("content-disposition"));
  const encoding = headerNamed("content-transfer-encoding").toLowerCase().trim();

  const boundary = type.get("boundary");
  if (type.name.startsWith("multipart/") && boundary !== undefined && depth < deepest) {
    const parts = split(body, boundary).map((part) =>
      readPart(splitHeaders(part) ?? { headers: [], body: part.replace(/^\n/, "") }, depth + 1),
    );
    const chosen = type.name === "multipart/alternative" ? [best(parts)] : parts;
    return { rank: "plain", text: chosen.map((part) => part?.text ?? "").join("\n\n") };
  }

  const text = decodeBody(body, { encoding, charset: (type.get("charset") ?? "").toLowerCase() });
  const inner = type.name === "message/rfc822" && depth < deepest ? splitHeaders(text) : undefined;
  if (inner !== undefined) return { rank: "other", text: readPart(inner, depth + 1).text };
  if (type.name === "text/html") return { rank: "html", text: htmlToText(text) };
  if (type.name === "text/plain")
    return { rank: "plain", text: type.get("format") === "flowed" ? unflow(text, type.get("delsp") === "yes") : plainOf(text) };

  const name = decodeWords(disposition.get("filename") ?? type.get("name") ?? "");
  return { rank: "other", text: type.name === "application/pgp-signature" ? "" : `-- \n[Attachment: ${name || type.name}]` };
}

function best(parts: readonly Part[]): Part | undefined {
  const written = parts.filter(({ text }) => text.trim() !== "");
  return written.find(({ rank }) => rank === "plain") ?? written.find(({ rank }) => rank === "html") ?? written[0];
}

/** The parts between the lines "--boundary"; the text before the first and after the last is for old mail programs. */
function split(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let part: string[] | undefined;
  for (const line of body.split("\n")) {
    const bare = line.trimEnd();
    if (parts.length === mostParts || (bare !== `--${boundary}` && bare !== `--${boundary}--`)) {
      part?.push(line);
      continue;
    }
    if (part !== undefined) parts.push(part.join("\n"));
    part = bare === `--${boundary}` ? [] : undefined;
    if (part === undefined) break;
  }
  if (part !== undefined) parts.push(part.join("\n"));
  return parts;
}

function parameters(value: string): { name: string; get: (name: string) => string | undefined } {
  const given = new Map<string, string>();
  for (const [, name = "", quoted, bare] of value.matchAll(/;\s*([\w-]+)\*?\s*=\s*(?:"([^"]*)"|([^\s;]+))/g))
    given.set(name.toLowerCase(), quoted ?? bare ?? "");
  return { name: (value.split(";")[0] ?? "").trim().toLowerCase(), get: (name) => given.get(name) };
}
