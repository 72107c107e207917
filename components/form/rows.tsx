import type { Draft } from "@/lib/list/kind";
import { controlTies, FieldFrame, FieldMessageList, type FieldMessages, groupTies, LabelWords, messagesFor } from "./field-parts";
import { type RowsField, rowCount } from "./row-count";

/**
 * Repeated rows of a few cells, such as people or links. "Add another" sends the form with add=<name>, so it works without
 * JavaScript; with it the row is added at once. Errors are shown at their cell, those of all rows under the legend.
 */
export function Rows({ field, draft, problems, warnings }: FieldMessages & { field: RowsField; draft: Draft }) {
  const { name, label, hint, optional, noun, columns, most } = field;
  const count = rowCount(field, draft);
  const numbers = Array.from({ length: count }, (_, row) => row);
  return (
    <FieldFrame name={name} problems={problems}>
      <fieldset id={name} tabIndex={-1} {...groupTies({ name, hint, problems, warnings })}>
        <legend>
          <LabelWords label={label} optional={optional} />
        </legend>
        <FieldMessageList name={name} hint={hint} problems={problems} warnings={warnings} />
        <div className="rows" data-rows={name} data-most={most}>
          {numbers.map((row) => (
            <fieldset key={row} className={`row row-${Math.min(columns.length, 4)}`}>
              <legend className="sr-only">
                {capital(noun)} {row + 1}
              </legend>
              <span className="number" aria-hidden="true">
                {row + 1}
              </span>
              {columns.map((column) => {
                const cell = `${name}.${row}.${column.name}`;
                const wrong = messagesFor(cell, problems).length > 0;
                return (
                  <div key={column.name} className={wrong ? "field field-wrong" : "field"} data-field={cell}>
                    <label htmlFor={cell}>{column.label}</label>
                    <FieldMessageList name={cell} problems={problems} warnings={warnings} />
                    <input
                      className="input"
                      id={cell}
                      name={cell}
                      type={column.type}
                      defaultValue={draft[cell] ?? ""}
                      autoComplete={column.autocomplete}
                      spellCheck={column.type === "text" ? undefined : false}
                      {...controlTies({ name: cell, problems, warnings })}
                    />
                  </div>
                );
              })}
            </fieldset>
          ))}
        </div>
        {count >= most ? (
          <p className="quiet">You cannot enter more than {most}.</p>
        ) : (
          <button type="submit" className="button button-second" name="add" value={name}>
            Add another {noun}
          </button>
        )}
      </fieldset>
    </FieldFrame>
  );
}

function capital(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
