import { cookies } from "next/headers";
import { endOtherSessions } from "@/lib/identity/commands/end-other-sessions";
import { cookieNames } from "@/lib/identity/cookies";
import { formRoute } from "@/lib/kernel/form-post";

export const POST = formRoute({
  fields: [],
  page: () => "/account",
  run: async (context) => {
    await endOtherSessions(context, { sessionToken: (await cookies()).get(cookieNames().session)?.value ?? "" });
    return "/account?done=others-signed-out";
  },
});
