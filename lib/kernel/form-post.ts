import { asking } from "@/lib/identity/asking-browser";
import { currentActor } from "@/lib/identity/current-actor";
import type { Asking } from "@/lib/identity/sign-in-limits";
import { isPerson } from "./actor";
import type { Command, Context, Unparsed } from "./command";
import { env } from "./env";
import { readForm } from "./form-body";
import { byCurrentNames, formerFields } from "./former-names";
import { keepForm } from "./keep-form";
import { log } from "./log";
import { plainPage } from "./plain-page";
import { Refusal } from "./refusal";
import { type RequestLimit, refusePastLimit } from "./request-limit";
import { isSameOrigin } from "./same-origin";
import { asOnePress } from "./same-press";
import { newToken, sha256 } from "./token";
import { isUnavailable, retryAfterSeconds } from "./unavailable";
import { refuseVulnerabilityDetails } from "./vulnerability-details";

/**
 * A declared field of a form: its name; "reason.*" for fields whose name ends with a key, such as "reason.alias"; or "*" for fields
 * that the list's criteria define.
 */
type Exact<Declared extends string> = Declared extends "*" | `${string}.*` ? never : Declared;
type Keyed<Declared extends string> = Declared extends "*" ? string : Declared extends `${infer Start}.*` ? `${Start}.${string}` : never;

/** Fields that the form component adds to any form. */
const ofEveryForm = ["version", "key", "now"] as const;

/** What a form sent, of the fields that its route declares: reading another name does not compile. */
export type Fields<Declared extends string = "*"> = { readonly [Name in Exact<Declared> | (typeof ofEveryForm)[number]]?: string } & {
  readonly [Name in Keyed<Declared>]: string;
};
export type RouteParams = Readonly<Record<string, string>>;
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
/** A handler, with the fields that its form may send: tests compare them with those of the pages. */
type Route = Handler & { readonly fields: readonly string[] };
type Page<Declared extends string> = (params: RouteParams, fields: Fields<Declared>) => string;

type Form<Declared extends string> = {
  /** Every field that the form may send, but for those of every form; a request with another one is refused. */
  readonly fields: readonly Declared[];
  /** The page with the form; after a refusal it is shown again with what was typed. */
  readonly page: Page<Declared>;
};

type FormPost<Input, Result, Declared extends string, Passed> = {
  /** What happens. */
  readonly command: Command<Input, Result>;
  /** What the command is given, from the address and the fields. */
  readonly input: (params: RouteParams, fields: Fields<Declared>) => Passed & OnlyFieldsOf<Unparsed<Input>, Passed>;
} & (
  | {
      /** Where the person goes when it is done (303): a path of this portal. */
      readonly leadsTo: (result: Result, params: RouteParams, fields: Fields<Declared>) => string;
      readonly done?: never;
    }
  | {
      /** Shows the page again, with a message: the key of the message, for "?done=". */
      readonly done: string | ((result: Result) => string);
      readonly leadsTo?: never;
    }
);

/** TypeScript lets a function return more fields than asked for, which would hide a misspelt optional one. */
type OnlyFieldsOf<Known, Passed> = { readonly [Field in Exclude<keyof Passed, KeysOf<Known>>]: never };
type KeysOf<Each> = Each extends unknown ? keyof Each : never;

/**
 * The only entry point for forms: a stable POST address (with the server-action id of an older build, typed text would be lost).
 * Checks the origin and the size, runs the command, and answers with a redirect. A refusal leads back to the page with the
 * message and everything that was typed; a visitor is asked to sign in, and the text is kept too.
 */
export function formPost<Input, Result, const Declared extends string, Passed extends Unparsed<Input>>(
  post: FormPost<Input, Result, Declared, Passed> & Form<Declared>,
): Route {
  return formsOf(post.page, post.fields)({ ...post, fields: [] });
}

/**
 * formPost for several forms of one page. All of them may send the fields in `common`, and each those of its own. A form that is on
 * another page gives that as its `page`, for after a refusal; `done` still leads to `home`.
 */
export function formsOf<const Common extends string = never>(home: Page<Common>, common: readonly Common[] = []) {
  return <Input, Result, Passed extends Unparsed<Input>, const Declared extends string = never>(
    post: FormPost<Input, Result, Common | Declared, Passed> & {
      readonly fields?: readonly Declared[];
      readonly page?: Page<Common | Declared>;
    },
  ): Route =>
    formRoute<Common | Declared>({
      fields: [...common, ...(post.fields ?? [])],
      page: post.page ?? home,
      run: async (context, params, fields) => {
        const result = await post.command(context, post.input(params, fields));
        if (post.leadsTo !== undefined) return post.leadsTo(result, params, fields);
        return withQuery(home(params, fields), "done", typeof post.done === "string" ? post.done : post.done(result));
      },
    });
}

/**
 * The forms of one page in one file, by the end of their addresses: the value of `[action]`, or of `[...action]` joined with slashes.
 * Any other address does not exist (404), and these take POST only (405).
 */
export function formActions(table: Readonly<Record<string, Route>>) {
  const actions = new Map(Object.entries(table)); // an object would have "constructor" too
  type At = { params: Promise<{ readonly action: string | readonly string[] }> };
  const routeAt = ({ url }: Request, action: string | readonly string[]) => {
    const name = [action].flat().join("/");
    return new URL(url).pathname.endsWith(`/${name}`) ? actions.get(name) : undefined; // "c%61st" is another address than "cast"
  };
  const GET = async (request: Request, { params }: At) =>
    routeAt(request, (await params).action) === undefined
      ? new Response(null, { status: 404 })
      : plainPage(405, "This address only takes a form", "Open the page with the form, and send it from there.", {
          headers: { allow: "POST" },
        });
  const POST = async (request: Request, { params }: At) => {
    const { action, ...others } = await params;
    return routeAt(request, action)?.(request, { params: Promise.resolve(others) }) ?? new Response(null, { status: 404 });
  };
  return { GET, POST: Object.assign(POST, { actions }) };
}

/** As formPost, for routes that do more than run one command: `run` returns the path to redirect to. */
export function formRoute<const Declared extends string>(
  post: Form<Declared> & {
    /** For forms whose answer sets a cookie: a repeated request runs too, because the browser may have dropped the first answer. */
    readonly setsCookie?: true;
    readonly run: (context: Context, params: RouteParams, fields: Fields<Declared>) => Promise<string>;
  },
): Route {
  const declared = [...ofEveryForm, ...post.fields];
  const accepted = [...declared, ...formerFields(declared)];
  const handle: Handler = async (request, { params: promised }) => {
    const params = await promised;
    if (!isSameOrigin(request.headers, env().PORTAL_URL)) {
      return plainPage(403, "This form was not sent from the portal", "Open the page in this browser, and send it again from there.");
    }
    const who = await asking(); // before anything can give the browser a cookie
    let sent: Sent = {};
    const pageOf = () => post.page(params, sent as Fields<Declared>);
    try {
      sent = byCurrentNames(await readForm(request, accepted));
      const actor = await currentActor();
      const run = () => post.run({ actor }, params, sent as Fields<Declared>);
      if (!isPerson(actor)) return seeOther(await run());
      await limitOfPerson(actor.personId, sent);
      if (post.setsCookie) return seeOther(await run());
      const session = sha256(JSON.stringify([actor.personId, actor.signedInAt]));
      const form = sha256(JSON.stringify([new URL(request.url).pathname, sent]));
      return seeOther(await asOnePress(session, form, run));
    } catch (error) {
      if (error instanceof Refusal) return refused(error, pageOf(), { sent, who });
      return fault(error, pageOf(), { sent, who });
    }
  };
  return Object.assign(handle, { fields: declared });
}

/** What the forms of one person may hold, in kilobytes, each form counting as one at least: so that what they can store has a limit. */
export const formsOfPerson = { name: "forms-person", most: 16 * 1024, minutes: 1440 } as const satisfies RequestLimit;

function limitOfPerson(personId: string, sent: Sent): Promise<void> {
  const kilobytes = Math.ceil(Buffer.byteLength(JSON.stringify(sent)) / 1024);
  return refusePastLimit(formsOfPerson, personId, "You have sent more text today than the portal accepts from one person.", kilobytes);
}

/** The fields of a form as they arrived, checked against those that the route declares. */
type Sent = Readonly<Record<string, string>>;

type Asked = { readonly sent: Sent; readonly who: Asking };

async function refused(refusal: Refusal, page: string, asked: Asked): Promise<Response> {
  const { kind, message, problems } = refusal;
  if (kind === "not-allowed") {
    if (isPerson(await currentActor())) return plainPage(404, "Page not found", message);
    const kept = await keep(page, { message: "You were signed out. Your text is kept.", problems: [] }, asked);
    const nothingTyped = Object.keys(asked.sent).every((name) => (ofEveryForm as readonly string[]).includes(name));
    if (kept === null && !nothingTyped) return signedOut(page);
    return seeOther(`/sign-in?next=${encodeURIComponent(withKept(page, kept))}`);
  }
  const kept = Object.keys(asked.sent).length === 0 || !refusal.mayBeKept ? null : await keep(page, refusal, asked);
  if (kind === "too-often") {
    const headers = { "retry-after": String(refusal.retryAfterSeconds ?? secondsLeftOfDay()) };
    return kept === null
      ? plainPage(429, "This was not sent", `${message} Go back to the form; your text is still there.`, { headers })
      : plainPage(429, "This was not sent", message, {
          headers,
          link: { href: withKept(page, kept), words: "Back to the form with your text" },
        });
  }
  if (kept !== null) return seeOther(withKept(page, kept));
  const status = kind === "input" ? 400 : 409;
  const messages = new Set([message, ...problems.map((problem) => problem.message)].map(asSentence));
  return plainPage(status, "This was not sent", `${[...messages].join(" ")} Go back to the form; your text is still there.`, {
    link: { href: page, words: "Open the page again" },
  });
}

/** For text that must not or cannot be kept here: the person takes it along. */
function signedOut(page: string): Response {
  const sentence = "Nothing was sent or kept. Go back to the form, copy your text, then sign in.";
  return plainPage(401, "You were signed out", sentence, { link: { href: `/sign-in?next=${encodeURIComponent(page)}`, words: "Sign in" } });
}

/** Limits of a day begin anew at midnight UTC. */
function secondsLeftOfDay(): number {
  return 86_400 - (Math.floor(Date.now() / 1000) % 86_400);
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** Answers an unexpected error: says whether anything was saved, and keeps what was typed if the database still can. */
async function fault(error: unknown, page: string, asked: Asked): Promise<Response> {
  const reference = newToken("fault").secret.slice(0, 10);
  log.error("form.fault", { reference, error });
  const unavailable = isUnavailable(error);
  const sentence = `There is a problem with the service and nothing was saved. Your text is kept below; try again in a minute. Quote ${reference} if you write to us.`;
  const kept = unavailable ? null : await keep(page, { message: sentence, problems: [] }, asked).catch(() => null);
  if (kept !== null) return seeOther(withKept(page, kept));
  const back = `${unavailable ? "The portal cannot save right now." : "Nothing was saved."} Go back to the form; your text is still there. Try again in a minute. Quote ${reference} if you write to us.`;
  const headers = { "retry-after": String(retryAfterSeconds) };
  return plainPage(503, "Sorry, there is a problem with the service", back, { headers });
}

/** Keeps what was typed on one page for the next page of the same flow, which reads it with `keptHere`. Returns the id. */
export async function keepForNext(path: string, fields: Sent): Promise<string> {
  for (const [name, text] of Object.entries(fields)) refuseVulnerabilityDetails(name, text, "This was not sent.");
  const kept = await keep(path, { message: "", problems: [] }, { sent: fields, who: await asking() });
  if (kept === null)
    throw new Refusal("Your text cannot be kept right now. Send it again in an hour.", {
      kind: "too-often",
      retryAfterSeconds: 3600,
    });
  return kept;
}

type Rejection = Pick<Refusal, "message" | "problems">;

function keep(path: string, { message, problems }: Rejection, { sent, who }: Asked): Promise<string | null> {
  return keepForm({ path: path.split("?")[0] ?? path, message, problems, fields: sent }, who);
}

function withKept(page: string, kept: string | null): string {
  return kept === null ? page : withQuery(page, "kept", kept);
}

function withQuery(page: string, name: string, value: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}${name}=${value}`;
}

/**
 * 303 to a path of this portal; the browser resolves it against the address it used. Whatever part of the request's own address was put
 * into the path, it is encoded and never leads to another host.
 */
function seeOther(path: string): Response {
  const { pathname, search, hash } = new URL(path, "http://portal.invalid");
  const location = `${pathname.replace(/^\/{2,}/, "/")}${search}${hash}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
