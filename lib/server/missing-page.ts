import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, missingPage } from "./web-server";

const carried = ["cookie", "accept-language", "user-agent", "x-forwarded-for"];

/**
 * When a page calls notFound() while it is rendered, the framework sends no markup, for a script to fill in
 * (vercel/next.js#62228), and a reader without JavaScript sees nothing. A route has no page to send, and its 404 has no content type.
 * Such an answer is replaced here by the page for addresses that do not exist, which is always the same.
 */
export function withMissingPage(answer: Answer): Answer {
  return (request, response) => {
    if (request.headers.rsc === undefined && request.url?.split("?")[0] !== missingPage) replaceMissing(request, response);
    answer(request, response);
  };
}

function replaceMissing(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const replaced = request.method === "POST" ? /^$/ : /^$|^text\/html/; // a form's refusal has a page of its own
  const isMissing = () =>
    response.statusCode === 404 && !response.headersSent && replaced.test(String(response.getHeader("content-type") ?? ""));

  response.writeHead = ((status: number, ...rest: never[]) => {
    response.statusCode = status;
    return isMissing() ? response : writeHead(status, ...rest);
  }) as typeof response.writeHead;
  response.write = ((...given: Parameters<typeof write>) => (isMissing() ? true : write(...given))) as typeof response.write;
  response.end = ((...given: Parameters<typeof end>) => {
    if (!isMissing()) return end(...given);
    void rendered(request).then(({ headers, body }) => {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      writeHead(404, headers);
      end(body);
    });
    return response;
  }) as typeof response.end;
}

/** The page as this very server renders it for the same reader. While the server drains it takes no more questions: then a sentence. */
async function rendered({ headers, socket }: IncomingMessage): Promise<{ headers: Record<string, string>; body: string }> {
  const host = socket.localFamily === "IPv6" ? `[${socket.localAddress}]` : socket.localAddress;
  try {
    const answer = await fetch(`http://${host}:${socket.localPort}${missingPage}`, {
      headers: Object.fromEntries(carried.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))),
    });
    const {
      "content-encoding": _,
      "transfer-encoding": __,
      connection: ___,
      "keep-alive": ____,
      ...kept
    } = Object.fromEntries(answer.headers);
    return { headers: kept, body: await answer.text() };
  } catch {
    return { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" }, body: "Page not found\n" };
  }
}
