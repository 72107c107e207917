import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { plainPage } from "@/lib/kernel/plain-page";
import { type RequestFault, requestFaults, requestNumberHeader } from "@/lib/kernel/request-faults";
import { retryAfterSeconds } from "@/lib/kernel/unavailable";
import type { Answer } from "./web-server";

/**
 * The framework answers whatever breaks with 500 and a page that only scripts can draw. Here such an answer is dropped: 503 with
 * Retry-After when the database is not available at this moment, otherwise 500, both with a page that needs no script.
 */
export function withFaultPage(answer: Answer): Answer {
  return (request, response) => {
    const number = randomUUID();
    request.headers[requestNumberHeader] = number;
    response.once("close", () => requestFaults().delete(number));
    replaceFault(request, response, number);
    answer(request, response);
  };
}

function replaceFault(request: IncomingMessage, response: ServerResponse, number: string): void {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const isFault = () => response.statusCode === 500 && !response.headersSent;

  response.writeHead = ((status: number, ...rest: never[]) => {
    response.statusCode = status;
    return isFault() ? response : writeHead(status, ...rest);
  }) as typeof response.writeHead;
  response.write = ((...given: Parameters<typeof write>) => (isFault() ? true : write(...given))) as typeof response.write;
  response.end = ((...given: Parameters<typeof end>) => {
    if (!isFault()) return end(...given);
    void faultOf(number).then(async (fault) => {
      const page = drawn(fault);
      for (const name of ["content-length", "content-encoding", "transfer-encoding", "etag", "vary"]) response.removeHeader(name);
      const isPage = String(request.headers.accept ?? "").includes("text/html");
      const headers = { ...Object.fromEntries(page.headers), ...(isPage ? {} : { "content-type": "text/plain; charset=utf-8" }) };
      writeHead(page.status, headers);
      end(isPage ? await page.text() : `${sentenceOf(fault)}\n`);
    });
    return response;
  }) as typeof response.end;
}

/** The framework reports an error at about the time at which it answers. */
async function faultOf(number: string): Promise<RequestFault> {
  for (let turn = 0; turn < 5 && !requestFaults().has(number); turn += 1) await wait(10);
  return requestFaults().get(number) ?? { unavailable: false, reference: null };
}

function drawn(fault: RequestFault): Response {
  const headers: Record<string, string> = fault.unavailable ? { "retry-after": String(retryAfterSeconds) } : {};
  return plainPage(fault.unavailable ? 503 : 500, "Sorry, there is a problem with the service", sentenceOf(fault), { headers });
}

function sentenceOf({ unavailable, reference }: RequestFault): string {
  if (unavailable) return "The portal cannot answer now. Nothing was changed. Try again in a minute.";
  return `Something went wrong on our side.${reference === null ? "" : ` Quote ${reference} if you write to us.`}`;
}
