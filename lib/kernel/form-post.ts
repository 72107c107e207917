import { cookies } from "next/headers";
import { database } from "@/db/client";
import { keptForm } from "@/db/schema";
import { cookieNames, cookieOptions } from "@/lib/identity/cookies";
import { currentActor } from "@/lib/identity/current-actor";
import { isPerson } from "./actor";
import type { Command, Context } from "./command";
import { databaseCode } from "./command";
import { env } from "./env";
import { readForm } from "./form-body";
import { log } from "./log";
import { plainPage } from "./plain-page";
import { Refusal } from "./refusal";
import { isSameOrigin } from "./same-origin";
import { newToken, sha256 } from "./token";

export type Fields = Readonly<Record<string, string>>;
export type RouteParams = Readonly<Record<string, string>>;
type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type FormPost<Input, Result> = {
  /** What happens. */
  readonly command: Command<Input, Result>;
  /** What the command is given, from the address and the fields. */
  readonly input: (params: RouteParams, fields: Fields) => unknown;
  /** Where the person goes when it is done (303): a path of this portal. */
  readonly leadsTo: (result: Result, params: RouteParams, fields: Fields) => string;
  /** The page that holds the form; after a refusal it is shown again with what was typed. */
  readonly page: (params: RouteParams, fields: Fields) => string;
};

/**
 * The one door for forms: a stable POST address beside its page (an action id of yesterday's build would lose typed text).
 * Checks the origin and the size, runs the command, and answers with a redirect. A refusal leads back to the page with the
 * sentence and everything that was typed; a visitor is asked to sign in and loses nothing either.
 */
export function formPost<Input, Result>(post: FormPost<Input, Result>): Route {
  return formRoute({
    page: post.page,
    run: async (context, params, fields) => post.leadsTo(await post.command(context, post.input(params, fields)), params, fields),
  });
}

/** As formPost, for doors that must do more than run one command: `run` returns the path to go on to. */
export function formRoute(post: {
  readonly page: (params: RouteParams, fields: Fields) => string;
  readonly run: (context: Context, params: RouteParams, fields: Fields) => Promise<string>;
}): Route {
  return async (request, { params: promised }) => {
    const params = await promised;
    if (!isSameOrigin(request.headers, env().PORTAL_URL)) {
      return plainPage(403, "This form was not sent from the portal", "Open the page in this browser, and send it again from there.");
    }
    let fields: Fields = {};
    try {
      fields = await readForm(request);
      return seeOther(await post.run({ actor: await currentActor() }, params, fields));
    } catch (error) {
      if (error instanceof Refusal) return refused(error, post.page(params, fields), fields);
      return fault(error, post.page(params, fields), fields);
    }
  };
}

async function refused(refusal: Refusal, page: string, fields: Fields): Promise<Response> {
  if (refusal.kind === "not-allowed") {
    if (isPerson(await currentActor())) return plainPage(404, "Page not found", refusal.message);
    const kept = await keep(page, "You were signed out. Your text is kept.", [], fields);
    return seeOther(`/sign-in?next=${encodeURIComponent(withKept(page, kept))}`);
  }
  if (Object.keys(fields).length === 0) return plainPage(refusal.kind === "input" ? 400 : 409, "This was not sent", refusal.message);
  return seeOther(withKept(page, await keep(page, refusal.message, refusal.problems, fields)));
}

/** Something broke: say so, say whether it was saved, and keep what was typed if the database still can. */
async function fault(error: unknown, page: string, fields: Fields): Promise<Response> {
  const reference = newToken("fault").secret.slice(0, 10);
  log.error("door.fault", { reference, error });
  const cannotSave = ["25006", "53100", "57014", "57P01", "08006"].includes(databaseCode(error) ?? "");
  try {
    const sentence = `There is a problem with the service and nothing was saved. Your text is kept below; try again in a minute. Quote ${reference} if you write to us.`;
    return seeOther(withKept(page, await keep(page, sentence, [], fields)));
  } catch {
    const sentence = `${cannotSave ? "The portal cannot save now." : "Nothing was saved."} Go back to the form, where your text still is, and try again in a minute. Quote ${reference} if you write to us.`;
    return plainPage(503, "Sorry, there is a problem with the service", sentence, { "retry-after": "60" });
  }
}

/** Keeps what was typed on one page for the next one of the same walk, which reads it with `keptHere`. Returns the id. */
export async function keepForNext(path: string, fields: Fields): Promise<string> {
  return keep(path, "", [], fields);
}

async function keep(path: string, message: string, problems: Refusal["problems"], fields: Fields): Promise<string> {
  const [row] = await database()
    .insert(keptForm)
    .values({
      browserHash: await browserHash(),
      path: path.split("?")[0] ?? path,
      message,
      problems: [...problems],
      fields: withoutNul(fields),
    })
    .returning({ id: keptForm.id });
  if (!row) throw new Error("The form was not kept");
  return row.id;
}

/** PostgreSQL stores no NUL and JSON no lone surrogate; the sentence beside the field tells what was wrong. */
function withoutNul(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replaceAll("\u0000", "").toWellFormed()]));
}

/** The hash of this browser's cookie; a browser without one gets it now. Only in route handlers. */
export async function browserHash(): Promise<string> {
  const jar = await cookies();
  const name = cookieNames().browser;
  const existing = jar.get(name)?.value;
  if (existing) return sha256(existing);
  const secret = newToken("browser").secret;
  jar.set(name, secret, cookieOptions(90 * 86_400));
  return sha256(secret);
}

function withKept(page: string, kept: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}kept=${kept}`;
}

/** 303 to a path of this portal; the browser resolves it against the address it used. */
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
}
