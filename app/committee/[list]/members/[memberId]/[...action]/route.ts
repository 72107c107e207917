import { memberPath } from "@/app/committee/member-page";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { type Fields, formActions, formsOf } from "@/lib/kernel/form-post";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { agreeReinstatement, askReinstatement } from "@/lib/removal/commands/reinstate";
import { resumeDelivery } from "@/lib/removal/commands/resume-delivery";

const form = formsOf((params) => memberPath(params));

export const { GET, POST } = formActions({
  "ask-alias": form({ command: askContactAlias, fields: ["now"], input: ({ memberId }) => ({ member: memberId }), done: "alias-asked" }),
  "pause/start": form({
    command: pauseDelivery,
    fields: ["reason"],
    input: ({ memberId }, { reason = "" }) => ({ member: memberId, reason }),
    done: "delivery-paused",
    page: (params) => memberPath(params, "pause"),
  }),
  "pause/confirm": form({
    command: confirmPause,
    fields: ["pause"],
    input: (_, { pause }) => ({ pause }),
    leadsTo: ({ member }, { list }) => `${memberPath({ list, memberId: member })}?done=pause-confirmed`,
  }),
  "pause/end": form({
    command: resumeDelivery,
    fields: ["pause"],
    input: (_, { pause }) => ({ pause }),
    leadsTo: ({ member }, { list }) => `${memberPath({ list, memberId: member })}?done=delivery-resumed`,
  }),
  "removal/propose": form({
    command: proposeRemovalByPerson,
    fields: ["unmet.*", "reason.*", "help.*", "alias.*", "typed"],
    input: ({ memberId }, fields) => ({ member: memberId, reasons: reasonsIn(fields), typed: fields.typed ?? "" }),
    leadsTo: ({ reference }, { list }) => `/committee/${list}/removals/${reference}?done=removal-proposed`,
    page: (params) => memberPath(params, "removal"),
  }),
  "reinstate/ask": form({
    command: askReinstatement,
    fields: ["reason"],
    input: ({ memberId }, { reason = "" }) => ({ member: memberId, reason }),
    done: "reinstatement-asked",
    page: (params) => memberPath(params, "reinstate"),
  }),
  "reinstate/agree": form({ command: agreeReinstatement, input: ({ memberId }) => ({ member: memberId }), done: "reinstated" }),
});

/** The criteria that are ticked, in the order in which the form sends them. */
function reasonsIn(fields: Fields) {
  return Object.keys(fields).flatMap((name) => {
    const key = name.startsWith("unmet.") && fields[name] === "yes" ? name.slice("unmet.".length) : null;
    if (key === null) return [];
    const [reason = "", whatWouldHelp = ""] = [fields[`reason.${key}`], fields[`help.${key}`]];
    return [{ criterion: key, reason, whatWouldHelp, forAlias: fields[`alias.${key}`] === "yes" }];
  });
}
