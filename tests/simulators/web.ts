import { mkdtempSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { selfSigned } from "./certificate";

/** What a page answers; a function answers by itself, for servers that misbehave. */
export type WebPage =
  | {
      readonly status?: number;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  | ((response: ServerResponse) => void);

export type WebSimulator = {
  readonly port: number;
  /** "https://corp.example:40123/path": the name leads here once the name server says so. */
  readonly url: (host: string, path: string) => string;
  readonly set: (host: string, path: string, page: WebPage) => void;
  readonly asked: readonly {
    readonly host: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly method: string;
  }[];
  /** Connections, also those that never became a request. */
  readonly connections: () => number;
  /** A file with the certificate that these servers show, for EVIDENCE_LOOPBACK. */
  readonly authority: string;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

/** A web server over https on this machine, for some host names; its certificate is trusted by those who are told of it. */
export async function startWeb(
  hosts: readonly string[],
  { address = "127.0.0.1", validFrom }: { address?: string; validFrom?: Date } = {},
) {
  const { key, certificate } = selfSigned(hosts, validFrom === undefined ? {} : { validFrom });
  const authority = join(mkdtempSync(join(tmpdir(), "forewarned-web-")), "authority.pem");
  writeFileSync(authority, certificate);
  const pages = new Map<string, WebPage>();
  const asked: { host: string; path: string; headers: IncomingHttpHeaders; method: string }[] = [];
  const open = new Set<Duplex>();
  let connections = 0;

  const server = createServer({ key, cert: certificate }, (request, response) => {
    const host = String(request.headers.host ?? "").replace(/:\d+$/, "");
    const path = request.url ?? "";
    asked.push({ host, path, headers: request.headers, method: request.method ?? "" });
    const page = pages.get(`${host}${path}`) ?? { status: 404 };
    if (typeof page === "function") return page(response);
    response.writeHead(page.status ?? 200, { "content-type": page.type ?? "text/plain; charset=utf-8", ...page.headers });
    response.end(page.body ?? "");
  });
  server.on("connection", (socket) => {
    connections += 1;
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: (host, path) => `https://${host}:${port}${path}`,
    set: (host, path, page) => void pages.set(`${host}${path}`, page),
    asked,
    connections: () => connections,
    authority,
    clear: () => {
      pages.clear();
      asked.length = 0;
      connections = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  } satisfies WebSimulator;
}
