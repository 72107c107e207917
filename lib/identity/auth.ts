import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import type { Adapter } from "next-auth/adapters";
import { database } from "@/db/client";
import { account, person, session, verificationToken } from "@/db/schema";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { newToken, sha256 } from "@/lib/kernel/token";
import { cookieNames, cookieOptions } from "./cookies";
import { sessionDays } from "./sessions";

/**
 * The only module that uses the sign-in library. It creates the session and its cookie; nothing of it is reachable from outside:
 * no route serves its pages or callbacks, so no link can consume anything. Our own page checks the typed code first
 * (lib/identity/commands/check-sign-in-code.ts) and passes on a proof that is valid for one request.
 */

/** The proof's stored form, as the library computes it: SHA-256 of token and secret. */
export function proofHash(proof: string): string {
  return sha256(`${proof}${env().AUTH_SECRET}`);
}

/** A proof for one sign-in, to be stored by its hash and spent at once. */
export function newProof(): string {
  return newToken("sign-in").secret;
}

/**
 * Spends a proof: the library makes a session with this token (see `sessionTokenOf`) for the person with this address. Returns the
 * token, to be set as this browser's cookie; the same session again when it is open already. Null when the library refuses.
 */
export async function openSession(email: string, proof: string, sessionToken: string): Promise<string | null> {
  const query = new URLSearchParams({ email, token: proof, callbackUrl: env().PORTAL_URL });
  // A request of our own making, without the browser's cookies: an old session is never carried over.
  const request = new NextRequest(`${env().PORTAL_URL}/api/auth/callback/email?${query}`);
  const response = await library(sessionToken).handlers.GET(request);
  return new NextResponse(null, { headers: response.headers }).cookies.get(cookieNames().session)?.value ?? null;
}

/** Made anew for each sign-in, because its settings hold the token of the one session that it makes. */
function library(sessionToken: string) {
  return NextAuth({
    secret: env().AUTH_SECRET,
    trustHost: true, // the only request it ever sees is the one made above, on the configured origin
    basePath: "/api/auth",
    adapter: hashing(adapter()),
    session: { strategy: "database", maxAge: sessionDays * 86_400, generateSessionToken: () => sessionToken },
    cookies: { sessionToken: { name: cookieNames().session, options: cookieOptions(sessionDays * 86_400) } },
    providers: [
      {
        id: "email",
        type: "email",
        name: "Email",
        from: env().MAIL_FROM,
        maxAge: 60,
        sendVerificationRequest: () => Promise.reject(new Error("Codes are sent by our own emails")),
        options: {},
      },
    ],
    logger: { error: (error) => log.error("sign-in.library", { error }), warn: () => undefined, debug: () => undefined },
  });
}

function adapter(): Adapter {
  return DrizzleAdapter(database() as unknown as NodePgDatabase, {
    usersTable: person,
    accountsTable: account,
    sessionsTable: session,
    verificationTokensTable: verificationToken,
  });
}

/** Session tokens are stored as hashes, so that a copy of the database contains no usable session. */
function hashing(plain: Adapter): Adapter {
  return {
    ...plain,
    async createSession(given) {
      await database()
        .insert(session)
        .values({ ...given, sessionToken: sha256(given.sessionToken) })
        .onConflictDoNothing(); // the second press of the sign-in button
      return given;
    },
    async getSessionAndUser(sessionToken) {
      const found = (await plain.getSessionAndUser?.(sha256(sessionToken))) ?? null;
      return found && { ...found, session: { ...found.session, sessionToken } };
    },
    async updateSession(given) {
      return plain.updateSession?.({ ...given, sessionToken: sha256(given.sessionToken) });
    },
    async deleteSession(sessionToken) {
      await plain.deleteSession?.(sha256(sessionToken));
    },
  };
}
