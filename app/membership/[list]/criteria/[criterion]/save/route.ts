import { formRoute } from "@/lib/kernel/form-post";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { newRow } from "../../../../../new-row";
import { backTo } from "../../../../here";
import { draftIn } from "../../../recheck/[criterion]/form-fields";

/** Keeps an answer to a criterion that is to come. "Add another" leads back with everything typed; what does not read yet is kept by the page alone. */
export const POST = formRoute({
  fields: ["member", "add", "*"],
  page: (params, fields) => here(params)(params, fields, fields.add === undefined ? {} : { more: fields.add }),
  run: async (context, params, fields) => {
    const { criterion = "" } = params;
    const { says } = await answerCriterion(context, { memberId: fields.member, criterion, draft: draftIn(fields) });
    if (fields.add !== undefined)
      return `${here(params)(params, fields, { more: fields.add })}#${encodeURIComponent(newRow(fields.add, fields))}`;
    return criteria(params, fields, { done: says === "no" ? "no" : "answered" });
  },
});

const criteria = backTo("criteria");

function here({ criterion = "" }: Readonly<Record<string, string>>) {
  return backTo(`criteria/${encodeURIComponent(criterion)}`);
}
