import { cookies } from "next/headers";
import { endOtherSessions } from "@/lib/identity/commands/end-other-sessions";
import { renamePerson } from "@/lib/identity/commands/rename-person";
import { cookieNames } from "@/lib/identity/cookies";
import { formActions, formPost, formRoute } from "@/lib/kernel/form-post";

const page = () => "/account";

export const { GET, POST } = formActions({
  name: formPost({ command: renamePerson, fields: ["name"], input: (_params, { name }) => ({ name }), done: "renamed", page }),
  "end-others": formRoute({
    fields: [],
    page,
    run: async (context) => {
      await endOtherSessions(context, { sessionToken: (await cookies()).get(cookieNames().session)?.value ?? "" });
      return "/account?done=others-signed-out";
    },
  }),
});
