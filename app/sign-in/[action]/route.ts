import { cookies } from "next/headers";
import { asking, browserHash } from "@/lib/identity/asking-browser";
import { newProof, openSession, proofHash } from "@/lib/identity/auth";
import { checkSignInCode } from "@/lib/identity/commands/check-sign-in-code";
import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { cookieNames, cookieOptions, sessionTokenOf } from "@/lib/identity/cookies";
import { sessionDays } from "@/lib/identity/sessions";
import { limitCodeRequests, limitCodeTries } from "@/lib/identity/sign-in-limits";
import { formActions, formRoute } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";
import { safePath } from "@/lib/kernel/same-origin";

export const { GET, POST } = formActions({
  ask: formRoute({
    setsCookie: true,
    fields: ["email", "next"],
    page: (_params, { next }) => `/sign-in?next=${encodeURIComponent(safePath(next, "/"))}`,
    run: async (context, _params, { email = "", next }) => {
      await limitCodeRequests(email, await asking());
      await requestSignInCode(context, { email, browserHash: await browserHash() });
      return `/sign-in/code?next=${encodeURIComponent(safePath(next, "/"))}`;
    },
  }),
  check: formRoute({
    setsCookie: true,
    fields: ["code", "next"],
    page: (_params, { next }) => `/sign-in/code?next=${encodeURIComponent(safePath(next, "/"))}`,
    run: async (context, _params, { code = "", next }) => {
      await limitCodeTries(await asking());
      const proof = newProof();
      const check = await checkSignInCode(context, { browserHash: await browserHash(), code, proofHash: proofHash(proof) });
      if (!check.ok) throw new Refusal(check.message, { kind: "input", problems: [{ field: "code", message: check.message }] });
      const jar = await cookies();
      const browser = jar.get(cookieNames().browser)?.value ?? "";
      const token = await openSession(check.email, proof, sessionTokenOf(browser, check.codeId));
      if (!token) throw new Error("The sign-in library did not create a session");
      jar.set(cookieNames().session, token, cookieOptions(sessionDays * 86_400));
      return safePath(next, "/");
    },
  }),
});
