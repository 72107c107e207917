import { Form } from "@/components/form/form";
import { Panel } from "@/components/ui/banner";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";

type Props = {
  invitation: { organization: string; expiresAt: Date; isForMe: boolean; hasRole: boolean };
  /** The address of the page; its form posts below it. */
  path: string;
  signedInAs: string | null;
  /** What agreeing opens: "the membership". */
  opens: string;
};

/** What the reader of an open invitation can do: sign in with the address it went to, see what agreeing means, and agree. */
export function OpenInvitation({ invitation: { organization, expiresAt, isForMe, hasRole }, path, signedInAs, opens }: Props) {
  if (signedInAs === null) {
    return (
      <>
        <p>
          Sign in with the address that the invitation was sent to. It expires on <Moment at={expiresAt} />.
        </p>
        <LinkButton href={`/sign-in?next=${encodeURIComponent(path)}`}>Sign in</LinkButton>
      </>
    );
  }
  if (!isForMe) {
    return <p>You are signed in as {signedInAs}. The invitation was sent to another address. Sign out, and sign in with that address.</p>;
  }
  return (
    <>
      <p>
        You are signed in as {signedInAs}. The invitation expires on <Moment at={expiresAt} />.
      </p>
      {hasRole ? (
        <Panel>
          <p>
            You have a role on the committee of this list. If you accept, you are recused from everything about {organization}: you cannot
            review it or vote on it.
          </p>
        </Panel>
      ) : null}
      <Form action={`${path}/accept`} hidden={{ now: "yes" }}>
        <Actions>
          <Button>Agree and open {opens}</Button>
        </Actions>
      </Form>
    </>
  );
}
