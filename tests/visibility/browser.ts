import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { cookieNames, newBrowserCookie } from "@/lib/identity/cookies";
import type { Player } from "./cast";

/**
 * Stands in for the framework's own part of a request, and for nothing of ours: it carries the cookies. Tests mock
 * "next/headers" with this file.
 */
type Jar = Map<string, string>;
let jar: Jar = new Map();
export const browserCookie = newBrowserCookie().value;

export async function cookies() {
  const here = jar;
  return {
    get: (name: string) => (here.has(name) ? { name, value: here.get(name) ?? "" } : undefined),
    set: (name: string, value: string) => void here.set(name, value),
    delete: (name: string) => void here.delete(name),
  };
}

let client = "203.0.113.1";

export async function headers(): Promise<Headers> {
  return new Headers({ "x-forwarded-for": client });
}

/** Runs something as a browser that nobody signed in with, at an address of the internet, with a cookie of the portal or without one. */
export async function inStrangersBrowser<Result>(cookie: string | null, at: string, run: () => Promise<Result>): Promise<Result> {
  jar = new Map(cookie === null ? [] : [[cookieNames().browser, cookie]]);
  client = at;
  return run();
}

/** Runs something as a browser in which this person is signed in. */
export async function inBrowserOf<Result>(
  player: Pick<Player, "session">,
  age: "fresh" | "stale",
  run: () => Promise<Result>,
): Promise<Result> {
  jar = new Map([[cookieNames().browser, browserCookie]]);
  if (player.session) jar.set(cookieNames().session, player.session[age]);
  return run();
}

const root = join(import.meta.dirname, "../..");

/** The files of a folder whose name fits, from the root of the house. */
export function filesNamed(folder: string, name: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

export async function moduleAt(file: string): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ join(root, file))) as Record<string, unknown>;
}

export type Address = {
  /** As in "/account/name". */
  readonly address: string;
  readonly file: string;
  readonly methods: readonly string[];
  /** What a form may send; the requests of a machine have none. */
  readonly fields?: readonly string[];
};

type Handler = (request: Request, context: { params: Promise<Record<string, string | readonly string[]>> }) => Promise<Response> | Response;
type Form = { readonly fields?: readonly string[] };
type Route = { readonly GET?: Handler; readonly POST?: Handler & Form & { readonly actions?: ReadonlyMap<string, Form> } };

/** Every address that is no page: each form of a table has one of its own. */
export async function addresses(): Promise<readonly Address[]> {
  const found = filesNamed("app", /^route\.tsx?$/).map(async (file): Promise<readonly Address[]> => {
    const module = (await moduleAt(file)) as Route;
    const address = file.slice("app".length, file.lastIndexOf("/route."));
    const methods = Object.keys(module).filter((name) => /^[A-Z]+$/.test(name));
    const { actions, fields } = module.POST ?? {};
    if (actions === undefined) return [{ address, file, methods, fields }];
    const ofForms = methods.filter((method) => method !== "GET"); // a table answers GET only to refuse it
    return [...actions].map(([action, form]) => ({ address: address.replace(ofTable, `/${action}`), file, methods: ofForms, ...form }));
  });
  return (await Promise.all(found)).flat().toSorted((one, other) => (one.address < other.address ? -1 : 1));
}

const ofTable = /\/\[(\.\.\.)?action\]$/;

/** The file that the framework runs for an address, and the end of the address when the file has a table of forms. */
function routeOf(address: string): { readonly file: string; readonly action?: string | readonly string[] } {
  const parts = address.split("/").slice(1);
  const file = (...of: readonly string[]) => join("app", ...of, "route.ts");
  if (existsSync(join(root, file(...parts)))) return { file: file(...parts) };
  for (let at = parts.length - 1; at > 0; at -= 1) {
    const [before, rest] = [parts.slice(0, at), parts.slice(at)];
    if (rest.length === 1 && existsSync(join(root, file(...before, "[action]"))))
      return { file: file(...before, "[action]"), action: rest[0] };
    if (existsSync(join(root, file(...before, "[...action]")))) return { file: file(...before, "[...action]"), action: rest };
  }
  throw new Error(`No route answers at ${address}`);
}

const origin = "http://localhost:3000";
export const fromOurPages = { origin, "sec-fetch-site": "same-origin" };

/** The values of an address's parts, as the framework gives them: by the names that the address has, and no other. */
export function paramsOf(file: string, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => file.includes(`[${name}]`)));
}

export type Sent = { readonly status: number; readonly location: string; readonly body: string; readonly retryAfter?: string | null };

/** Sends a request straight to the route handler of an address, as a browser would send a form. */
export async function sendTo(
  address: string,
  {
    method = "POST",
    params = {},
    fields = {},
    headers: more = fromOurPages,
  }: { method?: "GET" | "POST"; params?: Record<string, string>; fields?: Record<string, string>; headers?: Record<string, string> },
): Promise<Sent> {
  const parts = paramsOf(address, params);
  const { file, action } = routeOf(address);
  const handler = ((await moduleAt(file)) as Route)[method];
  if (!handler) return { status: 405, location: "", body: "" };
  const path = address.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(parts[name] ?? ""));
  const body = method === "POST" ? new URLSearchParams(fields) : undefined;
  try {
    const request = new Request(`${origin}${path}`, { method, headers: more, body });
    const response = await handler(request, { params: Promise.resolve(action === undefined ? parts : { ...parts, action }) });
    const [location, retryAfter] = [response.headers.get("location") ?? "", response.headers.get("retry-after")];
    return { status: response.status, location, body: await response.text(), ...(retryAfter && { retryAfter }) };
  } catch (error) {
    return framework(error);
  }
}

/** What the framework makes of a page that throws its own signals: elsewhere, or nothing here. */
export function framework(error: unknown): Sent {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const [kind, , location = "", status = "307"] = digest.split(";");
  if (kind === "NEXT_REDIRECT") return { status: Number(status), location, body: "" };
  if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return { status: 404, location: "", body: "" };
  throw error;
}

/** Functions of files that are sent to the browser as they are: only their properties are drawn on the server. */
export async function clientComponents(): Promise<ReadonlySet<unknown>> {
  const files = [...filesNamed("components", /\.tsx$/), ...filesNamed("app", /\.tsx$/)].filter((file) =>
    /^["']use client["']/.test(readFileSync(join(root, file), "utf8")),
  );
  const modules = await Promise.all(files.map(moduleAt));
  return new Set(modules.flatMap((module) => Object.values(module)));
}
