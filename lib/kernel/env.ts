import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { z } from "zod";
import { signingKeyFrom } from "@/lib/audit/signing";

/**
 * The mode of this process. A production build is not necessarily a production deployment: the demo and the browser tests run
 * the same build in another mode. Only "production" has no /outbox; every other mode serves this machine only.
 */
export const portalModes = ["production", "demo", "development", "test"] as const;
export type PortalMode = (typeof portalModes)[number];

export type Env = {
  readonly NODE_ENV: "production" | "development" | "test";
  readonly PORTAL_MODE: PortalMode;
  readonly DATABASE_URL: string;
  /** The same database for the role that owns its tables and migrates it; null where one role does both. */
  readonly DATABASE_OWNER_URL: string | null;
  /** Connections that one process may hold at once. */
  readonly DATABASE_POOL_MAX: number;
  /** The origin under which people reach the portal, without a slash at the end. */
  readonly PORTAL_URL: string;
  readonly PORT: number;
  /** How many proxies in front of the portal add to X-Forwarded-For; none of it is believed without one. */
  readonly TRUSTED_PROXY_HOPS: number;
  readonly AUTH_SECRET: string;
  /** The private Ed25519 key that signs checkpoints of the audit trail, from the variable or a file; without it nothing is signed. */
  readonly AUDIT_SIGNING_KEY: string | null;
  /** The file to which the worker appends each checkpoint. */
  readonly AUDIT_CHECKPOINT_FILE: string | null;
  /** Null outside production: emails then stay in the local outbox. */
  readonly RESEND_API_KEY: string | null;
  readonly RESEND_WEBHOOK_SECRET: string | null;
  /** Read by the provider's SDK itself; here it is only reviewed. */
  readonly RESEND_BASE_URL: string | null;
  readonly MAIL_FROM: string;
  /** Slugs of the lists that this portal hosts; null means Istio and Layer5. */
  readonly PORTAL_LISTS: readonly string[] | null;
  /** Name servers for automatic checks, as "address" or "address:port"; null means those of the machine, and outside production none. */
  readonly EVIDENCE_DNS: readonly string[] | null;
  /** A file with the certificate authority of a test: checks may then connect to this machine. Null everywhere else. */
  readonly EVIDENCE_LOOPBACK: string | null;
};

/** A setting with which the portal does not start. Names the variable and what to do, never its value. */
export class EnvError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(["The portal cannot start:", ...problems.map((problem) => `- ${problem}`)].join("\n"));
    this.name = "EnvError";
  }
}

let parsed: Env | undefined;

/** The settings of this process, parsed once. Throws an EnvError that names every mistake at once. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Whether emails are kept for reading at /outbox. Never in production, whatever else is set. */
export function outboxIsOpen(): boolean {
  return env().PORTAL_MODE !== "production";
}

/** The domain from which the portal writes; it never writes to itself. */
export function portalDomain(): string {
  return /@([^@>\s]+)>?$/.exec(env().MAIL_FROM)?.[1] ?? new URL(env().PORTAL_URL).hostname;
}

/** Validates a set of variables. An empty one counts as missing. Exported for tests and for `env()`. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const basics = basicSchema.safeParse(given);
  if (!basics.success) throw new EnvError([...new Set(basics.error.issues.map(({ message }) => message))]);

  const settings = withDefaults(basics.data);
  const faults = [
    ...(settings.PORTAL_MODE === "production" ? faultsInProduction(basics.data) : faultsElsewhere(settings)),
    ...(settings.EVIDENCE_LOOPBACK !== null && settings.PORTAL_MODE !== "test"
      ? ["EVIDENCE_LOOPBACK is only for tests: with it, links could reach this machine. Leave it out."]
      : []),
  ];
  if (faults.length > 0) throw new EnvError(faults);
  return settings;
}

const text = (message: string) => z.string({ error: message }).trim();

const wholeNumber = (name: string, least: number, most: number) => {
  const error = `${name} must be a whole number from ${least} to ${most}.`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
};

const webhookSecret = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;

const basicSchema = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"], { error: "NODE_ENV must be production, development or test." })
    .default("development"),
  PORTAL_MODE: z
    .enum(portalModes, { error: `PORTAL_MODE must be one of ${portalModes.join(", ")}; leave it out in production.` })
    .optional(),
  DATABASE_URL: text(
    "DATABASE_URL is missing. Set it to the PostgreSQL database of the portal, as postgres://user:password@host:5432/name; npm run demo and npm run dev bring their own.",
  ).regex(/^postgres(ql)?:\/\/\S+$/, "DATABASE_URL must start with postgres:// or postgresql://."),
  DATABASE_OWNER_URL: text("DATABASE_OWNER_URL must be text.")
    .regex(/^postgres(ql)?:\/\/\S+$/, "DATABASE_OWNER_URL must start with postgres:// or postgresql://.")
    .optional(),
  DATABASE_POOL_MAX: wholeNumber("DATABASE_POOL_MAX", 2, 200).default(10),
  PORTAL_URL: text("PORTAL_URL must be text.")
    .refine(isOrigin, "PORTAL_URL must be only an origin, such as https://portal.example.org: no path, no query, no *.")
    .optional(),
  PORT: wholeNumber("PORT", 1, 65_535).default(3000),
  TRUSTED_PROXY_HOPS: wholeNumber("TRUSTED_PROXY_HOPS", 0, 5).optional(),
  AUTH_SECRET: text("AUTH_SECRET is missing. Make one with `openssl rand -base64 33` and keep it the same on every process.").refine(
    isStrongSecret,
    "AUTH_SECRET is too weak: it needs at least 32 random characters. Make one with `openssl rand -base64 33`.",
  ),
  AUDIT_SIGNING_KEY: text("AUDIT_SIGNING_KEY must be text.")
    .refine(
      (value) => signingKeyFrom(value) !== null,
      "AUDIT_SIGNING_KEY must be a private Ed25519 key. Make one with `npm run --silent portal -- audit make-key`.",
    )
    .optional(),
  AUDIT_SIGNING_KEY_FILE: text("AUDIT_SIGNING_KEY_FILE must be text.")
    .transform((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""))
    .refine(
      (key) => signingKeyFrom(key) !== null,
      "AUDIT_SIGNING_KEY_FILE must name a file that contains a private Ed25519 key. Make one with `npm run --silent portal -- audit make-key`.",
    )
    .optional(),
  AUDIT_CHECKPOINT_FILE: text("AUDIT_CHECKPOINT_FILE must be text.").optional(),
  RESEND_API_KEY: text("RESEND_API_KEY must be text.").optional(),
  RESEND_WEBHOOK_SECRET: text("RESEND_WEBHOOK_SECRET must be text.")
    .regex(webhookSecret, "RESEND_WEBHOOK_SECRET must be the signing secret that Resend shows for the webhook; it starts with whsec_.")
    .refine(
      isStrongWebhookSecret,
      "RESEND_WEBHOOK_SECRET is too weak: anybody who guesses it can forge events. Copy the signing secret that Resend made for the webhook, or roll a new one there.",
    )
    .optional(),
  RESEND_BASE_URL: text("RESEND_BASE_URL must be text.")
    .refine(isUrl, "RESEND_BASE_URL must be an http or https URL; leave it out for Resend itself.")
    .optional(),
  MAIL_FROM: text("MAIL_FROM must be text.")
    .refine(isSender, 'MAIL_FROM must be an address, or a name and an address as "Istio early disclosure <portal@example.org>".')
    .optional(),
  PORTAL_LISTS: text("PORTAL_LISTS must be text.")
    .regex(/^[a-z0-9-]+(\s*,\s*[a-z0-9-]+)*$/, "PORTAL_LISTS must be slugs of lists, separated by commas, such as istio,layer5.")
    .optional(),
  EVIDENCE_DNS: text("EVIDENCE_DNS must be text.")
    .refine(areNameServers, "EVIDENCE_DNS must be addresses of name servers, separated by commas, such as 9.9.9.9,[2620:fe::fe]:53.")
    .optional(),
  EVIDENCE_LOOPBACK: text("EVIDENCE_LOOPBACK must be text.").optional(),
});

type Basics = z.output<typeof basicSchema>;

function withDefaults(given: Basics): Env {
  return {
    NODE_ENV: given.NODE_ENV,
    PORTAL_MODE: given.PORTAL_MODE ?? given.NODE_ENV,
    DATABASE_URL: given.DATABASE_URL,
    DATABASE_OWNER_URL: given.DATABASE_OWNER_URL ?? null,
    DATABASE_POOL_MAX: given.DATABASE_POOL_MAX,
    PORTAL_URL: new URL(given.PORTAL_URL ?? `http://localhost:${given.PORT}`).origin,
    PORT: given.PORT,
    TRUSTED_PROXY_HOPS: given.TRUSTED_PROXY_HOPS ?? 0,
    AUTH_SECRET: given.AUTH_SECRET,
    AUDIT_SIGNING_KEY: given.AUDIT_SIGNING_KEY ?? given.AUDIT_SIGNING_KEY_FILE ?? null,
    AUDIT_CHECKPOINT_FILE: given.AUDIT_CHECKPOINT_FILE ?? null,
    RESEND_API_KEY: given.RESEND_API_KEY ?? null,
    RESEND_WEBHOOK_SECRET: given.RESEND_WEBHOOK_SECRET ?? null,
    RESEND_BASE_URL: given.RESEND_BASE_URL ?? null,
    MAIL_FROM: given.MAIL_FROM ?? "Forewarned <portal@forewarned.example>",
    PORTAL_LISTS: given.PORTAL_LISTS?.split(",").map((slug) => slug.trim()) ?? null,
    EVIDENCE_LOOPBACK: given.EVIDENCE_LOOPBACK ?? null,
    EVIDENCE_DNS: given.EVIDENCE_DNS?.split(",").map((server) => server.trim()) ?? null,
  };
}

/** A real portal has no default for anything that a stranger could guess, forge or read along. */
function faultsInProduction(given: Basics): string[] {
  const missing = (name: keyof Basics, what: string) => (given[name] === undefined ? [`${name} is missing. ${what}`] : []);
  return [
    ...(given.NODE_ENV === "production" ? [] : ["NODE_ENV must be production when PORTAL_MODE is. Start the portal with npm start."]),
    ...missing("PORTAL_URL", "Set it to the origin at which people open the portal, such as https://portal.example.org."),
    ...(given.PORTAL_URL !== undefined && !given.PORTAL_URL.startsWith("https://")
      ? ["PORTAL_URL must be https in production. To try the portal on this machine, use npm run demo."]
      : []),
    ...missing(
      "TRUSTED_PROXY_HOPS",
      "Set it to the number of proxies in front that add to X-Forwarded-For, such as 1, so that rate limits count the right client; 0 if none does.",
    ),
    ...([given.DATABASE_URL, given.DATABASE_OWNER_URL].some((url) => url !== undefined && isPlainFarAway(url))
      ? [
          "DATABASE_URL or DATABASE_OWNER_URL names another machine without certificate verification. Add ?sslmode=verify-full, with sslrootcert=/path/to/ca.pem if the certificate comes from your own authority; or use a Unix socket or this machine.",
        ]
      : []),
    ...missing("RESEND_API_KEY", "Make a key with sending access at resend.com; production never keeps emails in the local outbox."),
    ...missing(
      "RESEND_WEBHOOK_SECRET",
      "Add a webhook for this portal at resend.com and copy its signing secret; unsigned events are ignored.",
    ),
    ...missing("MAIL_FROM", "Set it to the sender of the emails, an address at a domain that is verified at Resend."),
    ...(given.RESEND_BASE_URL !== undefined && !isTrueProvider(given.RESEND_BASE_URL)
      ? ["RESEND_BASE_URL must be https and not this machine in production. Leave it out for Resend itself."]
      : []),
    ...(given.MAIL_FROM !== undefined && /@([^@>]*\.)?(example(\.(com|net|org))?|test|invalid|localhost)>?$/i.test(given.MAIL_FROM)
      ? ["MAIL_FROM is an example address. Set it to a sender whose domain is verified at Resend."]
      : []),
  ];
}

/** Outside production emails can be read by everyone who reaches the portal, so only this machine may reach it by name. */
function faultsElsewhere(settings: Env): string[] {
  if (isThisMachine(new URL(settings.PORTAL_URL).hostname)) return [];
  return [
    `PORTAL_URL names another machine, but PORTAL_MODE is ${settings.PORTAL_MODE}. Leave PORTAL_MODE out and set NODE_ENV=production for a real portal.`,
  ];
}

function isUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isOrigin(value: string): boolean {
  if (!isUrl(value) || value.includes("*")) return false;
  const { origin, username, password } = new URL(value);
  return username === "" && password === "" && [origin, `${origin}/`].includes(value.toLowerCase());
}

/** The forms that Node's resolver takes: an address, with a port if need be, IPv6 then in brackets. */
function areNameServers(value: string): boolean {
  return value.split(",").every((each) => {
    const server = each.trim();
    const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([\d.]+))(?::(\d{1,5}))?$/i.exec(server) ?? [];
    const address = bracketed ?? plain;
    return isIP(address ?? server) > 0 && (port === undefined || (Number(port) > 0 && Number(port) < 65_536));
  });
}

function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether a connection leaves this machine without TLS that checks the server's certificate and name. pg is about to change the meaning of the weaker modes. */
function isPlainFarAway(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return true;
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname);
  if (host === "" || host.startsWith("/") || isThisMachine(host) || host === "::1") return false;
  return searchParams.getAll("sslmode").join() !== "verify-full" || searchParams.has("ssl");
}

function isTrueProvider(value: string): boolean {
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" && !isThisMachine(hostname);
}

/** At least 32 characters, at least 12 of them different, and none of the values in examples. */
function isStrongSecret(value: string): boolean {
  return value.length >= 32 && new Set(value).size >= 12 && !/change.?me|secret|password|example|placeholder|your.?/i.test(value);
}

/** A key of at least 24 bytes, at least 12 of them different, that neither decoded nor encoded is a value from examples. */
function isStrongWebhookSecret(value: string): boolean {
  if (!webhookSecret.test(value)) return true; // reported already
  const encoded = value.slice("whsec_".length);
  const key = Buffer.from(encoded, "base64");
  return (
    key.length >= 24 &&
    new Set(key).size >= 12 &&
    new Set(encoded).size >= 12 &&
    !/change.?me|example|placeholder|password/i.test(`${encoded} ${key.toString("latin1")}`)
  );
}

function isSender(value: string): boolean {
  return /^([^<>\r\n]+ )?<[^\s<>@]+@[^\s<>@][^\s<>@.]*\.[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@][^\s<>@.]*\.[^\s<>@]+$/.test(value);
}
