import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP, type Socket } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export type WebServer = {
  /** Takes nothing new, lets every answer that is under way come to its end, and resolves after the last. */
  readonly drain: () => Promise<void>;
};

/** Listens on every host given; `undefined` is every address of the machine. A machine without IPv6 may lack ::1. */
export async function serve(answer: Answer, port: number, hosts: readonly (string | undefined)[]): Promise<WebServer> {
  const answering = new Map<Socket, number>();
  const counted: Answer = (request, response) => {
    const { socket } = request;
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once("close", () => answering.set(socket, (answering.get(socket) ?? 1) - 1));
    answer(request, response);
  };
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, counted);
    server.on("connection", (socket) => {
      answering.set(socket, 0);
      socket.once("close", () => answering.delete(socket));
    });
    const fault = await listening(server, port, host);
    if (!fault) servers.push(server);
    else if (host !== "::1" || fault.code === "EADDRINUSE")
      throw new Error(`Port ${port} cannot be used (${fault.code}). Set PORT to another one.`);
  }
  return { drain: () => drain(servers, answering) };
}

function listening(server: Server, port: number, host: string | undefined): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => resolve(null));
  });
}

/** Node's own close waits for connections that a browser opened in advance and never used; here they are cut at once. */
async function drain(servers: readonly Server[], answering: ReadonlyMap<Socket, number>): Promise<void> {
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const cut = setInterval(() => {
    for (const [socket, answers] of answering) if (answers === 0) socket.destroySoon();
  }, 50);
  await closed;
  clearInterval(cut);
}

const methods = ["GET", "HEAD", "POST"];

/** No address accepts other methods; the framework would answer some of them with an error. */
export function refusedMethod({ method = "GET" }: IncomingMessage, response: ServerResponse): boolean {
  if (methods.includes(method)) return false;
  response.writeHead(405, { allow: methods.join(", "), "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end("This address takes GET, HEAD and POST only.\n");
  return true;
}

/**
 * No form needs more than 256 KB: a larger body is refused before anything reads it. One of unstated length could be of any. A body in
 * parts is refused too: no form of the portal sends files, and on a page the framework would read it as the arguments of a server
 * action, of which the portal has none.
 */
export function refusedBody({ method = "GET", headers }: IncomingMessage, response: ServerResponse): boolean {
  delete headers["next-action"];
  if (method === "GET" || method === "HEAD") return false;
  const refusal = refusalOf(headers);
  if (refusal === null) return false;
  // What is left of the body is read and dropped, so that the browser comes to the answer; of a very large or endless one, not.
  const cut = refusal.status === 411 || Number(headers["content-length"]) > 4 * 1024 * 1024;
  response.writeHead(refusal.status, { "content-type": "text/plain; charset=utf-8", ...(cut ? { connection: "close" } : {}) });
  response.end(refusal.sentence);
  return true;
}

function refusalOf(headers: IncomingHttpHeaders): { readonly status: number; readonly sentence: string } | null {
  if (Number(headers["content-length"] ?? 0) > 256 * 1024)
    return {
      status: 413,
      sentence:
        "This form is too large. The limit is 256 KB as the browser sends it, and tabs and accented letters count as more than one character.\nGo back and shorten the longest text.\n",
    };
  if (headers["transfer-encoding"] !== undefined) return { status: 411, sentence: "A request body needs a Content-Length header.\n" };
  if (/^\s*multipart\//i.test(headers["content-type"] ?? ""))
    return { status: 415, sentence: "The portal takes forms as application/x-www-form-urlencoded, without files.\n" };
  return null;
}

/** Where the framework renders the page for addresses that do not exist, markup and all. */
export const missingPage = "/_not-found";

/**
 * The address of a request in a form that pages accept. One whose path is not valid text, or not of this server, matches nothing; characters that
 * PostgreSQL cannot store are removed from the query; and of a repeated parameter the last one counts,
 * because a page expects one.
 */
export function readableAddress(url: string): string {
  const [path = "", query] = halves(url);
  if (!path.startsWith("/") || !isText(path)) return missingPage;
  if (query === undefined) return url;
  const given = new URLSearchParams(query);
  const names = [...given.keys()];
  if (new Set(names).size === names.length && !/%00/.test(query)) return url;
  const read = [...new Map(given)].map(([name, value]) => [name, value.replaceAll("\0", "")]);
  return `${path}?${new URLSearchParams(read)}`;
}

/** The parts before and after the first question mark. */
function halves(url: string): readonly [string, string?] {
  const at = url.indexOf("?");
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

function isText(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false; // not UTF-8
  }
}

/**
 * The portal has one origin, the configured one: it replaces the host and scheme that a client or proxy sends, so that every
 * check of an Origin compares with it. The client's address is the one that the configured proxies report, otherwise that of the connection.
 */
export function tellOrigin({ headers, socket }: IncomingMessage, portal: URL, hops: number): void {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const address = hops > 0 ? withoutPort(forwarded.at(-hops)?.trim() ?? "") : "";
  const client = isIP(address) > 0 ? address : (socket.remoteAddress ?? "unknown");
  delete headers.forwarded;
  headers.host = portal.host;
  headers["x-forwarded-host"] = portal.host;
  headers["x-forwarded-proto"] = portal.protocol.slice(0, -1);
  headers["x-forwarded-port"] = portal.port || (portal.protocol === "https:" ? "443" : "80");
  headers["x-forwarded-for"] = client;
}

/** Some proxies write the port of the client too. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
}
