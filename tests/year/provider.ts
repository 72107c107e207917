import { receiveFromProvider } from "@/lib/evidence/gateways/provider-webhook";
import { eventOf, type ResendSimulator, signed } from "../simulators/resend";

const secret = `whsec_${Buffer.from("the-simulated-year-needs-one").toString("base64")}`;

export type Fate = "delivered" | "bounced" | "lost";

/** Tells, by signed webhooks, what became of the emails that the provider took since it was last asked. */
export function newsOf(resend: ResendSimulator, { fateOf, chance }: { fateOf: (recipient: string) => Fate; chance: () => number }) {
  let told = 0;
  return async (now: Date): Promise<void> => {
    const fresh = resend.sent.slice(told);
    told = resend.sent.length;
    for (const { id, payload } of fresh) {
      const to = String(payload.to);
      const fate = fateOf(to);
      if (fate === "lost") continue;
      const events = [eventOf("email.sent", id, now, to), eventOf(`email.${fate}`, id, now, to)];
      // Their order is not promised, and some come twice.
      for (const event of chance() < 0.5 ? events : events.toReversed()) await post(event);
      if (chance() < 0.05) await post(eventOf(`email.${fate}`, id, now, to));
    }
  };

  async function post(event: ReturnType<typeof eventOf>): Promise<void> {
    const at = new Date(event.created_at);
    const { status } = await receiveFromProvider(signed(event, { secret, at }), { secret, now: at });
    if (status !== 200 && status !== 204) throw new Error(`The portal answered ${status} to a signed event`);
  }
}
