import { asking, browserHash } from "@/lib/identity/asking-browser";
import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { limitCodeRequests } from "@/lib/identity/sign-in-limits";
import { formRoute } from "@/lib/kernel/form-post";
import { safePath } from "@/lib/kernel/same-origin";

export const POST = formRoute({
  setsCookie: true,
  fields: ["email", "next"],
  page: (_params, { next }) => `/sign-in?next=${encodeURIComponent(safePath(next, "/"))}`,
  run: async (context, _params, { email = "", next }) => {
    await limitCodeRequests(email, await asking());
    await requestSignInCode(context, { email, browserHash: await browserHash() });
    return `/sign-in/code?next=${encodeURIComponent(safePath(next, "/"))}`;
  },
});
