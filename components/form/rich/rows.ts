/**
 * Adds the row that a pressed "Add another" asks for, by copying the last one. Returns false when the form shows no such rows,
 * so that the press goes to the server as it would without script.
 */
export function addRow(form: HTMLFormElement, button: HTMLButtonElement): boolean {
  const rows = form.querySelector<HTMLElement>(`[data-rows="${CSS.escape(button.value)}"]`);
  const last = rows?.lastElementChild;
  if (!rows || !(last instanceof HTMLElement)) return false;

  const number = rows.children.length;
  const row = last.cloneNode(true) as HTMLElement;
  renumber(row, `${button.value}.${number - 1}.`, `${button.value}.${number}.`);
  emptied(row);
  for (const part of row.querySelectorAll("legend, .number"))
    part.textContent = (part.textContent ?? "").replace(/\d+(\s*$)?/g, (digits, end) => (end === undefined ? digits : String(number + 1)));
  rows.append(row);

  if (rows.children.length >= Number(rows.dataset.most)) button.hidden = true;
  row.querySelector("input")?.focus();
  return true;
}

function renumber(row: HTMLElement, from: string, to: string): void {
  for (const part of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "data-field"]) {
      const value = part.getAttribute(name);
      if (value?.startsWith(from)) part.setAttribute(name, to + value.slice(from.length));
    }
  }
}

/** A new row has no text, no errors and no aria-describedby. */
function emptied(row: HTMLElement): void {
  for (const error of row.querySelectorAll("[id$='-error'], [id$='-flag']")) error.remove();
  for (const wrong of row.querySelectorAll(".field-wrong")) wrong.classList.remove("field-wrong");
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("value");
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}
