import { cookies } from "next/headers";
import { signOut } from "@/lib/identity/commands/sign-out";
import { cookieNames } from "@/lib/identity/cookies";
import { formRoute } from "@/lib/kernel/form-post";

export const POST = formRoute({
  setsCookie: true,
  fields: [],
  page: () => "/",
  run: async (context) => {
    const jar = await cookies();
    const name = cookieNames().session;
    await signOut(context, { sessionToken: jar.get(name)?.value ?? "" });
    jar.delete(name);
    return "/sign-in?done=signed-out";
  },
});
