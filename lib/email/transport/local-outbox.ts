import type { Transport } from "./transport";

/** Sends nothing: the email stays in its row and is read at /outbox. */
export const localOutbox: Transport = {
  turn: async () => null,
  send: async ({ letterId }) => ({
    is: "accepted",
    providerId: `outbox:${letterId}`,
    messageId: null,
    forgetSecret: false,
    delivered: true,
  }),
};
