import { decodeHTML } from "entities";

type Tag = { readonly name: string; readonly closes: boolean; readonly attributes: string };
type Piece = { readonly text: string } | Tag;

const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 ul ol li table tr blockquote pre section article header footer dl dt dd hr address center form main title".split(
    " ",
  ),
);
const spaced = new Set("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre".split(" "));
const inline = new Set(
  "html head body br span b i u s a em strong font small big sub sup code tt kbd samp img td th thead tbody tfoot colgroup col caption meta link base style script label mark del ins q cite abbr wbr o:p input".split(
    " ",
  ),
);
const silent = new Set(["style", "script"]);
const deepestNesting = 20;

/** Whether a text is HTML, or plain text that HTML tags have slipped into. An address in angle brackets makes no HTML. */
export function looksLikeHtml(text: string): boolean {
  return isDocument(text) || /<(?:p|br|div|blockquote|li|ul|ol|tr|td)\b[^<>]{0,300}>/i.test(text);
}

/**
 * HTML as the plain text a mail program would send beside it: quotes marked with ">", list items with their number or a dash,
 * table cells parted by "|", addresses of links behind their words. What is no tag that HTML knows is kept as text.
 */
export function htmlToText(html: string): string {
  const page = new Page(!isDocument(html));
  for (const piece of pieces(html, !isDocument(html))) {
    if ("text" in piece) page.write(decodeHTML(piece.text));
    else if (piece.closes) page.close(piece.name);
    else page.open(piece);
  }
  return page.text();
}

function isDocument(text: string): boolean {
  if (/<(?:html|body|!doctype)\b/i.test(text)) return true;
  const first = /^\s*<([a-z][a-z0-9]*)\b[^<>]{0,300}>/i.exec(text)?.[1]?.toLowerCase();
  return first !== undefined && (blocks.has(first) || inline.has(first));
}

/** Cuts HTML into tags and text, in one pass; styles and scripts are left out, and comments unless they are kept. */
function* pieces(html: string, keepsComments: boolean): Generator<Piece> {
  let from = 0;
  let at = html.indexOf("<");
  while (at !== -1) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      const after = end === -1 ? html.length : end + 3;
      yield { text: html.slice(from, keepsComments ? after : at) };
      from = after;
    } else {
      const found = tagAt(html, at);
      if (found !== undefined) {
        yield { text: html.slice(from, at) };
        yield found.tag;
        from = found.end;
        if (silent.has(found.tag.name) && !found.tag.closes) from = endOf(html, found.tag.name, from);
      }
    }
    at = html.indexOf("<", Math.max(from, at + 1));
  }
  yield { text: html.slice(from) };
}

function tagAt(html: string, at: number): { tag: Tag; end: number } | undefined {
  const [start, slash, name] = /^<(\/?)([a-z!][a-z0-9:]*)(?=[\s/>])/i.exec(html.slice(at, at + 40)) ?? [];
  if (start === undefined || name === undefined) return undefined;
  const known = name.toLowerCase();
  if (!blocks.has(known) && !inline.has(known) && known !== "!doctype") return undefined;
  let quote = "";
  const limit = Math.min(html.length, at + 5000);
  for (let end = at + start.length; end < limit; end += 1) {
    const char = html[end] ?? "";
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "<") return undefined;
    else if (char === ">")
      return { tag: { name: known, closes: slash === "/", attributes: html.slice(at + start.length, end) }, end: end + 1 };
  }
  return undefined;
}

function endOf(html: string, name: string, from: number): number {
  const close = /<\/([a-z]+)\s*>/gi;
  close.lastIndex = from;
  for (let found = close.exec(html); found !== null; found = close.exec(html)) {
    if (found[1]?.toLowerCase() === name) return close.lastIndex;
  }
  return html.length;
}

/** The text as it grows, line by line. */
class Page {
  private readonly lines: string[] = [];
  /** The current line, in pieces: reading all of it for each new piece would take quadratic time. */
  private pieces: string[] = [];
  private quotes = 0;
  private preformatted = 0;
  private readonly lists: { next: number | undefined }[] = [];
  private link: { address: string; from: number } | undefined; // `from` counts pieces
  private marker = "";
  private cell = false;

  /** `keepsLines`: the line breaks of the source are breaks of the text, because it is plain text with some tags in it. */
  constructor(private readonly keepsLines: boolean) {}

  write(text: string): void {
    if (this.keepsLines || this.preformatted > 0) {
      const [first = "", ...rest] = text.split("\n");
      this.add(first);
      for (const line of rest) {
        this.breakLine(true);
        this.add(line);
      }
    } else this.add(text.replace(/[ \t\n\f]+/g, " "));
  }

  open({ name, attributes }: Tag): void {
    if (name === "br") this.breakLine(true);
    if (blocks.has(name)) this.breakBlock(spaced.has(name) && !(name.endsWith("l") && this.lists.length > 0));
    if (name === "blockquote") this.quotes = Math.min(deepestNesting, this.quotes + 1);
    if (name === "pre") this.preformatted += 1;
    if (name === "ol") this.lists.push({ next: Number(/\bstart\s*=\s*["']?(\d+)/i.exec(attributes)?.[1] ?? 1) });
    if (name === "ul") this.lists.push({ next: undefined });
    if (name === "li") this.marker = this.itemMarker(attributes);
    if (/^h[1-6]$/.test(name)) this.marker = `${"#".repeat(Number(name.slice(1)))} `;
    if (name === "td" || name === "th") this.startCell();
    if (name === "tr") this.cell = false;
    if (name === "a")
      this.link = { address: decodeHTML(/\bhref\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] ?? ""), from: this.pieces.length };
  }

  close(name: string): void {
    if (name === "a") this.endLink();
    if (blocks.has(name)) this.breakBlock(spaced.has(name) && !(name.endsWith("l") && this.lists.length > 1));
    if (name === "blockquote") this.quotes = Math.max(0, this.quotes - 1);
    if (name === "pre") this.preformatted = Math.max(0, this.preformatted - 1);
    if (name === "ol" || name === "ul") this.lists.pop();
  }

  text(): string {
    this.breakLine(false);
    const first = this.lines.findIndex((line) => line !== "");
    return first === -1 ? "" : this.lines.slice(first, this.lines.findLastIndex((line) => line !== "") + 1).join("\n");
  }

  private add(text: string): void {
    const blank = text.trim() === "";
    if (text === "" || (blank && this.pieces.length === 0)) return;
    this.pieces.push(this.pieces.length === 0 ? this.marker + text.trimStart() : text);
    this.marker = "";
    if (!blank) this.cell = true;
  }

  private startCell(): void {
    while (this.pieces.at(-1)?.trim() === "") this.pieces.pop();
    if (this.pieces.length > 0) this.pieces.push(`${(this.pieces.pop() ?? "").trimEnd()} | `);
    else if (this.cell) this.breakLine(false);
  }

  private itemMarker(attributes: string): string {
    const list = this.lists.at(-1);
    const indent = "   ".repeat(Math.min(deepestNesting, Math.max(0, this.lists.length - 1)));
    if (list?.next === undefined) return `${indent}- `;
    const number = Number(/\bvalue\s*=\s*["']?(\d+)/i.exec(attributes)?.[1] ?? list.next);
    list.next = number + 1;
    return `${indent}${number}. `;
  }

  private endLink(): void {
    const { address, from } = this.link ?? { address: "", from: 0 };
    this.link = undefined;
    if (!/^(?:https?:|mailto:)/i.test(address)) return;
    const bare = (text: string) =>
      text
        .replace(/^(?:https?:\/\/|mailto:)/i, "")
        .replace(/\/$/, "")
        .trim()
        .toLowerCase();
    if (bare(this.pieces.slice(from).join("")).includes(bare(address))) return;
    this.pieces.push(` (${address.replace(/^mailto:/i, "")})`);
  }

  private breakBlock(withSpace: boolean): void {
    this.breakLine(false);
    const blank = ">".repeat(this.quotes);
    if (withSpace && this.lines.length > 0 && this.lines.at(-1)?.replace(/[>\s]/g, "") !== "") this.lines.push(blank);
  }

  private breakLine(evenIfEmpty: boolean): void {
    const text = this.pieces.join("").trimEnd();
    if (text !== "" || evenIfEmpty) this.lines.push(this.quotes > 0 ? `${">".repeat(this.quotes)} ${text}`.trimEnd() : text);
    this.pieces = [];
    if (this.link !== undefined) this.link = { ...this.link, from: 0 };
  }
}
