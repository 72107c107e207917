import { type MemberParams, memberPath } from "@/app/committee/member-page";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import type { MemberPause } from "@/lib/views/member";

type Props = { at: MemberParams; pause: MemberPause | null; reviews: boolean; chairs: boolean };

/** The delivery pause that was decided: who asked for it and why, and what can be done. */
export function DeliveryPause({ at, pause, reviews, chairs }: Props) {
  if (pause === null) return null;
  const { id, reason, pausedAt, by, byViewer, mayBeConfirmed, confirmBy, confirmedAt, inEffect } = pause;
  return (
    <Entry margin={<Moment at={pausedAt} />} title={inEffect ? "Delivery is paused" : "A delivery pause was decided"}>
      <p>
        {byViewer ? "You" : by} decided to pause delivery.{" "}
        {inEffect
          ? "The mailing list no longer contains its addresses."
          : "It takes effect when the addresses are removed from the mailing list."}{" "}
        {confirmedAt === null ? (
          <>
            A second person has to confirm it by <Moment at={confirmBy} as="deadline" />, or it ends automatically.
          </>
        ) : (
          <>
            It was confirmed on <Moment at={confirmedAt} />.
          </>
        )}
      </p>
      <QuotedText text={reason} panel />
      <Actions>
        {confirmedAt === null && reviews && mayBeConfirmed ? (
          <Form action={memberPath(at, "pause", "confirm")} hidden={{ pause: id }} label="Confirm the pause">
            <Button>Confirm the pause</Button>
          </Form>
        ) : null}
        {chairs ? (
          <Form action={memberPath(at, "pause", "end")} hidden={{ pause: id }} label="End the pause">
            <Button variant="second">End the pause</Button>
          </Form>
        ) : null}
      </Actions>
    </Entry>
  );
}
