import { type KnownRemoval, type RemovalParams, removalPath } from "@/app/committee/removal-page";
import { Form } from "@/components/form/form";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import type { ListDefinition } from "@/lib/list/definition";
import { UnreadFirst } from "./evidence-panel";

/** What this reader can do about a removal now. */
export function RemovalActions({ list, at, removal }: { list: ListDefinition; at: RemovalParams; removal: KnownRemoval }) {
  const { may, toldAt, notifiedOn, organization, received } = removal;
  if (!may.takeUp && !may.agree && !may.stop && !may.tell && received.unread.length === 0) return null;
  return (
    <Entry margin="Actions" title="What you can do">
      <UnreadFirst list={list} at={at} removal={removal} />
      {may.takeUp ? (
        <>
          <p>
            This removal was proposed automatically. If you approve it, {organization} is told the reasons, and the notice period begins.
          </p>
          <Form action={removalPath(at, "take-up")} hidden={{ now: "yes" }} label="Approve the removal">
            <Button>Approve as the first approver</Button>
          </Form>
        </>
      ) : null}
      {may.agree ? (
        <>
          <p>If you approve it, the removal will be carried out on its date, unless it is stopped or an appeal is accepted.</p>
          <Form action={removalPath(at, "agree")} hidden={{ now: "yes" }} label="Approve the removal">
            <Button>Approve as the second approver</Button>
          </Form>
        </>
      ) : null}
      {may.tell && toldAt !== null && notifiedOn === null ? (
        <>
          <p>
            As far as we know, no email has reached the member. The removal is not carried out until an email is delivered or you have
            spoken with a representative.
          </p>
          <Form action={removalPath(at, "tell-again")} hidden={{ now: "yes" }} label="Write again">
            <Button variant="second">Email the member again</Button>
          </Form>
        </>
      ) : null}
      <Actions>
        {may.tell ? (
          <LinkButton variant="second" href={removalPath(at, "contact")}>
            Record a conversation
          </LinkButton>
        ) : null}
        {may.stop ? (
          <LinkButton variant="second" href={removalPath(at, "stop")}>
            Stop the removal
          </LinkButton>
        ) : null}
      </Actions>
    </Entry>
  );
}
