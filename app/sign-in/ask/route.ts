import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { browserHash, formRoute } from "@/lib/kernel/form-post";
import { safePath } from "@/lib/kernel/same-origin";

export const POST = formRoute({
  fields: ["email", "next"],
  page: (_params, { next }) => `/sign-in?next=${encodeURIComponent(safePath(next, "/"))}`,
  run: async (context, _params, { email = "", next }) => {
    await requestSignInCode(context, { email, browserHash: await browserHash() });
    return `/sign-in/code?next=${encodeURIComponent(safePath(next, "/"))}`;
  },
});
