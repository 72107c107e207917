import type { Transport } from "./transport";

/** Sends nothing: the email stays in its row and is read at /outbox. */
export const localOutbox: Transport = {
  turn: async () => null,
  send: async ({ emailId }) => ({
    is: "accepted",
    providerId: `outbox:${emailId}`,
    messageId: null,
    forgetSecret: false,
    delivered: true,
  }),
};
