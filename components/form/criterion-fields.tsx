import type { Draft, Field } from "@/lib/list/kind";
import { Checkboxes, Radios } from "./choices";
import type { FieldMessages } from "./field-parts";
import { Rows } from "./rows";
import { MonthField, TextArea, TextField } from "./text-field";

/** The fields of a criterion, rendered from their description, filled with the draft as it was typed. */
export function CriterionFields({ fields, draft, problems, warnings }: FieldMessages & { fields: readonly Field[]; draft: Draft }) {
  return (
    <div className="fields">
      {fields.map((field) => (
        <FieldFace key={field.name} field={field} draft={draft} problems={problems} warnings={warnings} />
      ))}
    </div>
  );
}

/** One described field. */
function FieldFace({ field, draft, problems, warnings }: FieldMessages & { field: Field; draft: Draft }) {
  const messages = { problems, warnings };
  switch (field.type) {
    case "textarea":
      return <TextArea {...common(field)} maxLength={field.maxLength} value={draft[field.name]} {...messages} />;
    case "month":
      return <MonthField {...common(field)} value={draft[field.name]} {...messages} />;
    case "radio":
      return <Radios {...common(field)} options={field.options} value={draft[field.name]} {...messages} />;
    case "checkboxes":
      return <Checkboxes {...common(field)} options={field.options} draft={draft} {...messages} />;
    case "rows":
      return <Rows field={field} draft={draft} {...messages} />;
    default:
      return <TextField {...common(field)} type={field.type} autocomplete={field.autocomplete} value={draft[field.name]} {...messages} />;
  }
}

function common({ name, label, hint, optional }: Field) {
  return { name, label, hint, optional };
}
