import { controlTies, FieldFrame, FieldMessageList, type FieldMessages, groupTies, LabelWords } from "./field-parts";

export type Option = { readonly value: string; readonly label: string; readonly hint?: string };

type ChoicesProps = FieldMessages & {
  name: string;
  label: React.ReactNode;
  hint?: React.ReactNode;
  optional?: boolean;
  options: readonly Option[];
};

/** One of a few. The first radio carries the name as its id, so that the error summary's link lands on it. */
export function Radios({ name, label, hint, optional, options, value = "", problems, warnings }: ChoicesProps & { value?: string }) {
  return (
    <FieldFrame name={name} problems={problems}>
      <fieldset {...groupTies({ name, hint, problems, warnings })}>
        <legend>
          <GroupWords label={label} optional={optional} />
        </legend>
        <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={index === 0 ? name : `${name}.${option.value}`}
            name={name}
            option={option}
            checked={value === option.value}
          />
        ))}
      </fieldset>
    </FieldFrame>
  );
}

/** Any of a few. Each box is a field of its own, `name.value`, and "yes" when ticked; `draft` holds what was ticked. */
export function Checkboxes({
  name,
  label,
  hint,
  optional,
  options,
  draft = {},
  problems,
  warnings,
}: ChoicesProps & { draft?: Readonly<Record<string, string>> }) {
  return (
    <FieldFrame name={name} problems={problems}>
      <fieldset id={name} tabIndex={-1} {...groupTies({ name, hint, problems, warnings })}>
        <legend>
          <GroupWords label={label} optional={optional} />
        </legend>
        <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
        {options.map((option) => {
          const box = `${name}.${option.value}`;
          return (
            <div key={option.value}>
              <FieldMessageList name={box} problems={problems} warnings={warnings} />
              <Choice type="checkbox" id={box} name={box} option={option} checked={draft[box] === "yes"} />
            </div>
          );
        })}
      </fieldset>
    </FieldFrame>
  );
}

/** A single checkbox, such as "I accept the embargo policy for Acme". */
export function Checkbox({
  name,
  label,
  hint,
  value = "",
  problems,
  warnings,
}: FieldMessages & { name: string; label: string; hint?: string; value?: string }) {
  return (
    <FieldFrame name={name} problems={problems}>
      <FieldMessageList name={name} problems={problems} warnings={warnings} />
      <Choice
        type="checkbox"
        id={name}
        name={name}
        option={{ value: "yes", label, hint }}
        checked={value === "yes"}
        ties={controlTies({ name, problems, warnings })}
      />
    </FieldFrame>
  );
}

function GroupWords({ label, optional }: { label: React.ReactNode; optional?: boolean }) {
  return typeof label === "string" ? <LabelWords label={label} optional={optional} /> : label;
}

type ChoiceProps = {
  type: "radio" | "checkbox";
  id: string;
  name: string;
  option: Option;
  checked: boolean;
  ties?: ReturnType<typeof controlTies>;
};

function Choice({ type, id, name, option, checked, ties }: ChoiceProps) {
  const hintId = option.hint === undefined ? undefined : `${id}-option-hint`;
  const describedBy = [hintId, ties?.["aria-describedby"]].filter((each) => each !== undefined).join(" ");
  return (
    <div className="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={type === "radio" ? option.value : "yes"}
        defaultChecked={checked}
        {...ties}
        aria-describedby={describedBy === "" ? undefined : describedBy}
      />
      <div>
        <label htmlFor={id}>{option.label}</label>
        {option.hint === undefined ? null : (
          <p id={hintId} className="meta">
            {option.hint}
          </p>
        )}
      </div>
    </div>
  );
}
