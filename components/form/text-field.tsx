import { controlTies, FieldFrame, FieldMessageList, type FieldMessages, LabelWords } from "./field-parts";

type TextFieldProps = FieldMessages & {
  /** Also the id, so that the error summary can link to it. */
  name: string;
  label: string;
  hint?: React.ReactNode;
  optional?: boolean;
  /** What was typed. */
  value?: string;
  type?: "text" | "email" | "url" | "search" | "date";
  autocomplete?: string;
  inputMode?: "numeric" | "text" | "email" | "url";
};

/** One line of text. Nothing is cut off or refused while typing; a text that is too long is reported after sending. */
export function TextField({
  name,
  label,
  hint,
  optional,
  value = "",
  type = "text",
  autocomplete,
  inputMode,
  problems,
  warnings,
}: TextFieldProps) {
  return (
    <FieldFrame name={name} problems={problems}>
      <label htmlFor={name}>
        <LabelWords label={label} optional={optional} />
      </label>
      <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
      <input
        className={type === "email" ? "input input-email" : "input"}
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete={autocomplete}
        inputMode={inputMode}
        spellCheck={type === "text" ? undefined : false}
        {...controlTies({ name, hint, problems, warnings })}
      />
    </FieldFrame>
  );
}

const month = /^\d{4}-\d{2}$/;

/** A month of a year as "2021-03". Browsers with a month picker show it; what was typed otherwise stays as it was typed. */
export function MonthField({
  name,
  label,
  hint,
  optional,
  value = "",
  problems,
  warnings,
}: Omit<TextFieldProps, "type" | "autocomplete" | "inputMode">) {
  const readable = value === "" || month.test(value);
  return (
    <FieldFrame name={name} problems={problems}>
      <label htmlFor={name}>
        <LabelWords label={label} optional={optional} />
      </label>
      <FieldMessageList name={name} hint={hint ?? "Year and month, for example 2021-03"} problems={problems} warnings={warnings} />
      <input
        className="input input-month"
        id={name}
        name={name}
        type={readable ? "month" : "text"}
        pattern="\d{4}-\d{2}"
        defaultValue={value}
        {...controlTies({ name, hint: true, problems, warnings })}
      />
    </FieldFrame>
  );
}

/** A long text with its limit in words; the field grows with the text. */
export function TextArea({
  name,
  label,
  hint,
  optional,
  value = "",
  maxLength,
  problems,
  warnings,
}: Omit<TextFieldProps, "type" | "autocomplete" | "inputMode"> & { maxLength?: number }) {
  return (
    <FieldFrame name={name} problems={problems}>
      <label htmlFor={name}>
        <LabelWords label={label} optional={optional} />
      </label>
      <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
      <textarea
        className="input"
        id={name}
        name={name}
        rows={8}
        defaultValue={value}
        {...controlTies({ name, hint, count: maxLength !== undefined, problems, warnings })}
      />
      {maxLength === undefined ? null : (
        <p id={`${name}-count`} className="quiet">
          You can enter up to {maxLength.toLocaleString("en-GB")} characters
        </p>
      )}
    </FieldFrame>
  );
}

/** One of a list that is too long for radios. The empty option asks the reader to choose. */
export function SelectField({
  name,
  label,
  hint,
  optional,
  value = "",
  options,
  problems,
  warnings,
}: Omit<TextFieldProps, "type" | "autocomplete" | "inputMode"> & { options: readonly { value: string; label: string }[] }) {
  return (
    <FieldFrame name={name} problems={problems}>
      <label htmlFor={name}>
        <LabelWords label={label} optional={optional} />
      </label>
      <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
      <select className="input input-email" id={name} name={name} defaultValue={value} {...controlTies({ name, hint, problems, warnings })}>
        <option value="">Choose one</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
