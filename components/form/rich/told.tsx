import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Problem } from "@/lib/kernel/refusal";

/** Shows errors where the server would show them: in the summary above the heading, at each field, and as "Error:" in the title. */
export class Told {
  readonly #form: HTMLFormElement;
  #summary: { host: HTMLElement; root: Root } | null = null;

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  say(problems: readonly Problem[]): void {
    this.#unsay();
    for (const [field, messages] of byField(problems)) this.#beside(field, messages);

    this.#summary ??= this.#openSummary();
    const { host, root } = this.#summary;
    flushSync(() => root.render(<ErrorSummary problems={problems} />));
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    host.querySelector<HTMLElement>("[data-focus]")?.focus();
  }

  #openSummary() {
    const host = document.createElement("div");
    (document.querySelector("main .heading") ?? this.#form).before(host);
    return { host, root: createRoot(host) };
  }

  /** The server's errors about the last submission are hidden, not removed: React still owns these elements. */
  #unsay(): void {
    for (const summary of document.querySelectorAll<HTMLElement>("main .problem")) {
      if (this.#summary?.host.contains(summary) !== true) summary.hidden = true;
    }
    for (const error of this.#form.querySelectorAll("[id$='-error']")) error.remove();
    for (const wrong of this.#form.querySelectorAll(".field-wrong")) wrong.classList.remove("field-wrong");
    for (const control of this.#form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  }

  #beside(field: string, messages: readonly string[]): void {
    const frame = this.#form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    const before = frame?.querySelector(":scope > .input, :scope > fieldset > .choice, :scope > fieldset > .rows, :scope > fieldset > div");
    if (!frame || !before) return;

    const error = document.createElement("div");
    error.id = `${field}-error`;
    for (const message of messages) {
      const sentence = document.createElement("p");
      sentence.className = "error";
      const label = document.createElement("span");
      label.className = "sr-only";
      label.textContent = "Error: ";
      sentence.append(label, message);
      error.append(sentence);
    }
    before.before(error);
    frame.classList.add("field-wrong");

    const control = before.matches(".input") ? before : before.parentElement;
    const ids = new Set((control?.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== ""));
    control?.setAttribute("aria-describedby", [...ids.add(error.id)].join(" "));
    if (before.matches(".input")) before.setAttribute("aria-invalid", "true");
  }
}

function byField(problems: readonly Problem[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { field, message } of problems) found.set(field, [...(found.get(field) ?? []), message]);
  return found;
}
