import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { cookieNames } from "@/lib/identity/cookies";
import { testDatabase } from "./setup/database";
import { keepWorld, rowsWritten } from "./setup/kept-world";
import { addresses, cookies, inBrowserOf, type Sent, sendTo } from "./visibility/browser";
import { type Cast, castOf } from "./visibility/cast";
import { formCases } from "./visibility/forms";
import { makeWorld } from "./visibility/making";
import type { World } from "./visibility/world";

vi.mock("next/headers", () => import("./visibility/browser"));

/**
 * Every form of the portal, sent twice by one browser: one after the other, and both at once. The second press gets the answer of the
 * first, and leaves no second email, event, row or job.
 */

/** Takes a request of the mail provider, which signs it and sends it again by design (tests/evidence/webhook.test.ts). */
const noForm = ["/api/webhooks/resend"];

/** Counts of requests, the use of a session, and the memory of presses itself: they may differ after a second press. */
const ofEachRequest = ["request_limit ", "form_press ", "session update"];

let world: World;
let cast: Cast;
let restore: () => Promise<void>;

beforeAll(async () => {
  await testDatabase();
  world = await makeWorld(new Date());
  cast = await castOf();
  restore = await keepWorld();
}, 180_000);

beforeEach(() => restore());

it("has a case for every form of the portal, and each uses formPost", { timeout: 120_000 }, async () => {
  const posts = (await addresses()).filter(({ methods }) => methods.includes("POST"));
  expect(posts.filter(({ fields }) => fields === undefined).map(({ address }) => address)).toEqual(noForm);
  const forms = posts.filter(({ fields }) => fields !== undefined).map(({ address }) => address);
  expect([...new Set(formCases.map(({ address }) => address))].sort()).toEqual(forms);
});

describe.each(formCases)("$address: $what", (form) => {
  it("answers and leaves the same for two presses as for one", async () => {
    const press = await ready();
    const before = await written();
    const first = await press();
    const after = await written();
    expect({ ...first.sent, isGood: isGood(first.sent) }, "the first press").toMatchObject({ status: 303, isGood: true });
    expect(after.length > before.length, "whether the first press changes anything").toBe(form.changes);
    expect(await press(), "the answer to the second press").toEqual(first);
    expect(await written(), "what was written after the second press").toEqual(after);

    await restore();
    const pressAgain = await ready();
    const [one, other] = await Promise.all([pressAgain(), pressAgain()]);
    expect(one, "the answers to two presses at once").toEqual(other);
    expect(shape(one), "the answer to two presses at once").toEqual(shape(first));
    expect(await written(), "what was written after two presses at once").toEqual(after);
  });

  /** Brings the world to the moment at which the form can be sent, and returns the press. */
  async function ready(): Promise<() => Promise<Pressed>> {
    const { player, params, fields } = await form.given(world, cast);
    return () =>
      inBrowserOf(player, "fresh", async () => {
        const sent = await sendTo(form.address, { params, fields });
        return { sent, session: (await cookies()).get(cookieNames().session)?.value ?? null };
      });
  }

  async function written(): Promise<readonly string[]> {
    const beside = [...ofEachRequest, ...(form.touches ?? [])];
    return (await rowsWritten()).filter((row) => !beside.some((each) => row.startsWith(each)));
  }
});

type Pressed = { readonly sent: Sent; readonly session: string | null };

/** Leads on, neither back to the form with a refusal nor to the sign-in page. */
function isGood({ location }: Sent): boolean {
  return location.startsWith("/membership/istio/alias/check?") || !/[?&]kept=|^\/sign-in\?next=/.test(location);
}

/** An answer without its random parts, ids and links, which differ when it is made anew. */
function shape({ sent, session }: Pressed): unknown {
  const location = sent.location.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{43}/g, "…");
  return { ...sent, location, isSignedIn: session !== null };
}
