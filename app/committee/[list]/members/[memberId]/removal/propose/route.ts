import { memberPath } from "@/app/committee/member-page";
import { type Fields, formPost } from "@/lib/kernel/form-post";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";

export const POST = formPost({
  command: proposeRemovalByPerson,
  fields: ["unmet.*", "reason.*", "help.*", "alias.*", "typed"],
  input: ({ memberId }, fields) => ({ member: memberId, reasons: reasonsIn(fields), typed: fields.typed ?? "" }),
  leadsTo: ({ reference }, { list }) => `/committee/${list}/removals/${reference}?done=removal-proposed`,
  page: (params) => memberPath(params, "removal"),
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
