import { Form } from "@/components/form/form";
import { Button, LinkButton } from "@/components/ui/button";
import { actions, type OpenTask } from "@/lib/member/open-task";

type Props = {
  /** What is open about the membership. */
  openTasks: readonly OpenTask[];
  /** Where the email to the contact alias is asked for, and what goes with it; null for who may not ask. */
  ask: { readonly action: string; readonly hidden: Readonly<Record<string, string>> } | null;
  /** Where another address is asked for; null for who may not. */
  change: string | null;
  /** The committee can ask again where a reader disowned the address: an answer to that ends the doubt. */
  mayAskAgain?: boolean;
};

/** The one button that gets the contact alias confirmed: a new email, or another address where a reader disowned the one in use. */
export function ConfirmAlias({ openTasks, ask, change, mayAskAgain = false }: Props) {
  const doubt = openTasks.find(({ kind, actor }) => kind === "alias" && actor === "member");
  if (doubt === undefined) return null;
  if (doubt.action === actions.changeAlias)
    return (
      <>
        <p>
          Somebody who reads the contact alias said that the address does not belong to the organization. It has to be replaced with another
          address.
        </p>
        {change === null ? (
          <p>Only a primary representative can change the contact alias.</p>
        ) : (
          <p>
            <LinkButton href={change}>Change the contact alias</LinkButton>
          </p>
        )}
        {mayAskAgain && ask !== null ? (
          <Form action={ask.action} hidden={ask.hidden} label="Ask the contact alias again">
            <p>
              If the member says that the address is its own after all, send another email there. Only an answer to that email confirms it.
            </p>
            <Button variant="second">Ask the contact alias again</Button>
          </Form>
        ) : null}
      </>
    );
  return (
    <>
      <p>
        {doubt.action === actions.answerAlias
          ? "An email was sent to the contact alias. Once a person has answered it, the alias is confirmed."
          : "It is not known whether the contact alias is monitored. You can send an email to the alias. Once a person has answered it, the alias is confirmed."}
      </p>
      {ask === null ? null : (
        <Form action={ask.action} hidden={ask.hidden} label="Ask the contact alias again">
          <Button variant={doubt.action === actions.answerAlias ? "second" : "main"}>Ask the contact alias again</Button>
        </Form>
      )}
    </>
  );
}
