import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * The mail provider's wire format over real HTTP, as its API reference and its SDK describe it: POST /emails with an idempotency
 * key that is known for 24 hours, GET /emails/:id, its errors by name and number, its rate headers.
 * What it does next is put into a line; without one it takes the email. Its ledger is the truth for "sent once".
 */
export type Behaviour =
  | { readonly does: "take" }
  | { readonly does: "refuse"; readonly status: number; readonly name: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before, or after, the letter was taken. */
  | { readonly does: "vanish"; readonly taken: boolean }
  /** Never answers, before or after the letter was taken; the caller has to give up. */
  | { readonly does: "hang"; readonly taken: boolean }
  /** Takes the letter, but answers with something else than its id. */
  | { readonly does: "mumble"; readonly body: string; readonly type?: string }
  | { readonly does: "dawdle"; readonly ms: number };

export type SentMail = {
  readonly id: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly body: string;
};

export type ResendSimulator = {
  readonly url: string;
  /** Every letter that was sent, once for each key and payload. */
  readonly sent: readonly SentMail[];
  /** Every call, also those that were refused: its key, and what was answered. */
  readonly calls: readonly { readonly at: number; readonly key: string; readonly body: string; readonly status: number | null }[];
  /** The next calls get these, in this order. */
  readonly next: (...behaviours: readonly Behaviour[]) => void;
  /** The API key that is taken; another one is refused. */
  readonly acceptKey: (key: string) => void;
  /** What it says when somebody asks what became of an email. */
  readonly tellOf: (id: string, lastEvent: string) => void;
  /** Lets a number of hours pass for the memory of keys. */
  readonly forgetAfter: (hours: number) => void;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

export const refusals = {
  rateLimited: (seconds: number): Behaviour => ({
    does: "refuse",
    status: 429,
    name: "rate_limit_exceeded",
    headers: { "retry-after": String(seconds), "ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": String(seconds) },
  }),
  quota: { does: "refuse", status: 429, name: "daily_quota_exceeded" } satisfies Behaviour,
  validation: { does: "refuse", status: 422, name: "validation_error" } satisfies Behaviour,
  fault: { does: "refuse", status: 500, name: "internal_server_error" } satisfies Behaviour,
  keyRevoked: { does: "refuse", status: 403, name: "invalid_api_key" } satisfies Behaviour,
  keyUnknown: { does: "refuse", status: 401, name: "restricted_api_key" } satisfies Behaviour,
  inFlight: { does: "refuse", status: 409, name: "concurrent_idempotent_requests" } satisfies Behaviour,
} as const;

const rememberHours = 24;

export async function startResend(): Promise<ResendSimulator> {
  const sent: SentMail[] = [];
  const calls: { at: number; key: string; body: string; status: number | null }[] = [];
  const line: Behaviour[] = [];
  const known = new Map<string, { mail: SentMail; hours: number }>();
  const underway = new Set<string>();
  const fates = new Map<string, string>();
  let apiKey = "re_test";
  let hours = 0;

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const key = String(request.headers["idempotency-key"] ?? "");
    const call = { at: Date.now(), key, body, status: null as number | null };
    const reply = (status: number, content: unknown, headers: Readonly<Record<string, string>> = {}) => {
      call.status = status;
      const text = typeof content === "string" ? content : JSON.stringify(content);
      response.writeHead(status, {
        "content-type": "application/json",
        "ratelimit-limit": "5",
        "ratelimit-remaining": "4",
        "ratelimit-reset": "1",
        ...headers,
      });
      response.end(text);
    };
    const refuse = (status: number, name: string, headers: Readonly<Record<string, string>> = {}) =>
      reply(status, { statusCode: status, name, message: `simulated: ${name}` }, headers);

    if (!request.headers["user-agent"]) return refuse(403, "error_1010");
    if (request.headers.authorization !== `Bearer ${apiKey}`) {
      calls.push(call);
      return refuse(403, "invalid_api_key");
    }
    if (request.method === "GET") {
      const mail = sent.find(({ id }) => request.url === `/emails/${id}`);
      return mail
        ? reply(200, {
            object: "email",
            ...mail.payload,
            id: mail.id,
            message_id: messageId(mail.id),
            last_event: fates.get(mail.id) ?? "sent",
          })
        : refuse(404, "not_found");
    }
    if (request.method !== "POST" || request.url !== "/emails") return refuse(405, "method_not_allowed");
    calls.push(call);

    const behaviour = line.shift() ?? { does: "take" };
    if (behaviour.does === "refuse") return refuse(behaviour.status, behaviour.name, behaviour.headers);
    if (behaviour.does === "vanish" && !behaviour.taken) return void request.socket.destroy();
    if (behaviour.does === "hang" && !behaviour.taken) return;

    const fault = faultIn(body);
    if (fault) return refuse(422, fault);
    if (key.length > 256) return refuse(400, "invalid_idempotency_key");
    if (underway.has(key)) return refuse(409, "concurrent_idempotent_requests");
    const before = known.get(key);
    if (key !== "" && before && hours - before.hours < rememberHours) {
      if (before.mail.body !== body) return refuse(409, "invalid_idempotent_request");
      return reply(200, { id: before.mail.id, message_id: messageId(before.mail.id) });
    }
    if (behaviour.does === "dawdle") {
      underway.add(key);
      await wait(behaviour.ms);
      underway.delete(key);
    }
    const mail: SentMail = { id: randomUUID(), key, payload: JSON.parse(body) as Record<string, unknown>, body };
    sent.push(mail);
    known.set(key, { mail, hours });
    if (behaviour.does === "vanish") return void request.socket.destroy();
    if (behaviour.does === "hang") return;
    if (behaviour.does === "mumble") return reply(200, behaviour.body, { "content-type": behaviour.type ?? "application/json" });
    reply(200, { id: mail.id, message_id: messageId(mail.id) });
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    calls,
    next: (...behaviours) => void line.push(...behaviours),
    acceptKey: (key) => {
      apiKey = key;
    },
    tellOf: (id, lastEvent) => void fates.set(id, lastEvent),
    forgetAfter: (passed) => {
      hours += passed;
    },
    clear: () => {
      for (const list of [sent, calls, line]) list.length = 0;
      known.clear();
      fates.clear();
      apiKey = "re_test";
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function messageId(id: string): string {
  return `<${id}@simulator.example>`;
}

/** What the provider finds wrong with an email, by its own name; it fails the whole email for one bad tag. */
function faultIn(body: string): string | null {
  let payload: {
    from?: unknown;
    to?: unknown;
    subject?: unknown;
    text?: unknown;
    tags?: { name: string; value: string }[];
    attachments?: unknown;
  };
  try {
    payload = JSON.parse(body) as typeof payload;
  } catch {
    return "validation_error";
  }
  if (!payload.from || !payload.to || !payload.subject || !payload.text) return "missing_required_field";
  if (/@(example|test)\.com$/.test(String(payload.to))) return "validation_error";
  if (payload.tags?.some(({ name, value }) => !/^[A-Za-z0-9_-]{1,256}$/.test(name) || !/^[A-Za-z0-9_-]{1,256}$/.test(value)))
    return "validation_error";
  if (payload.attachments !== undefined && !(Array.isArray(payload.attachments) && payload.attachments.every(isAttachment)))
    return "invalid_attachment";
  return null;
}

const attachmentFields = ["content", "filename", "path", "content_type", "content_id"];

/** A file as the API reference has it: snake case, with its content in base64 or an address from where it is fetched. */
function isAttachment(file: unknown): boolean {
  if (typeof file !== "object" || file === null) return false;
  const { content, filename, path, content_type: type } = file as Record<string, unknown>;
  const isBase64 = typeof content === "string" && content !== "" && Buffer.from(content, "base64").toString("base64") === content;
  const isTyped = type === undefined || (typeof type === "string" && /^[\w.+-]+\/[\w.+-]+(; *[\w-]+=[\w.-]+)*$/.test(type));
  const isNamed = typeof filename === "string" && filename !== "";
  return (
    isNamed && isTyped && (isBase64 || typeof path === "string") && Object.keys(file).every((field) => attachmentFields.includes(field))
  );
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** An event as the provider posts it: its fields and their names are those of its webhook reference. */
export type WebhookEvent = { readonly type: string; readonly created_at: string; readonly data: Readonly<Record<string, unknown>> };

/** What the provider tells about one email. */
export function eventOf(type: string, emailId: string, at: Date, to = "security@globex.example"): WebhookEvent {
  const bounce = { message: "The recipient's address does not exist.", subType: "General", type: "Permanent" };
  return {
    type,
    created_at: at.toISOString(),
    data: {
      email_id: emailId,
      created_at: at.toISOString().replace("T", " ").replace("Z", "000+00"),
      from: "Forewarned <portal@forewarned.example>",
      to: [to],
      subject: "[Istio early disclosure] Globex",
      tags: { kind: "welcome" },
      ...(type === "email.bounced" ? { bounce } : {}),
    },
  };
}

export type Signing = { readonly secret: string; readonly at: Date; readonly id?: string };

/** The signed request with which the provider brings an event; an event that is tried again keeps its id and is signed anew. */
export function signed(event: WebhookEvent | string, { secret, at, id = `msg_${randomUUID().replaceAll("-", "")}` }: Signing): Request {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return webhookRequest(body, {
    "svix-id": id,
    "svix-timestamp": timestamp,
    "svix-signature": `v1,${signature(body, { secret, id, timestamp })}`,
  });
}

export function signature(body: string, { secret, id, timestamp }: { secret: string; id: string; timestamp: string }): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
}

export function webhookRequest(body: BodyInit, headers: Readonly<Record<string, string>>): Request {
  return new Request("https://portal.example.org/api/webhooks/resend", {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "Svix-Webhooks/1.62.0", ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
}

/** Every event several times, in an order that a seed decides: what a storm at the provider brings. */
export function storm(
  events: readonly WebhookEvent[],
  { copies, seed, ...signing }: Omit<Signing, "id"> & { copies: number; seed: number },
): readonly Request[] {
  let state = seed;
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const all = events.flatMap((event, at) =>
    Array.from({ length: copies }, () => ({ event, id: `msg_storm${seed}x${at}`, sortKey: chance() })),
  );
  return all.toSorted((one, other) => one.sortKey - other.sortKey).map(({ event, id }) => signed(event, { ...signing, id }));
}
