import { createFormControl, type FieldErrors, type FieldValues, set } from "react-hook-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { Criterion } from "@/lib/list/definition";
import { type ReadForm, readingFor } from "./reading";
import { addRow } from "./rows";
import { Told } from "./told";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Attaches react-hook-form to a form that works without it. Returns what detaches it again.
 * Only the main button's sending is read first; saving for later, an unfinished section and every other button go straight out.
 */
export function enhance(form: HTMLFormElement, criterion?: Criterion): () => void {
  const told = new Told(form);
  let read: ReadForm | null = null;
  let problems: readonly Problem[] = [];
  let typing = false;
  let sending = false;
  if (criterion !== undefined) {
    readingFor(criterion).then(
      (reading) => {
        read = reading;
      },
      () => undefined, // the server reads it
    );
  }

  const { register, handleSubmit, subscribe } = createFormControl<FieldValues>({
    shouldFocusError: false, // the summary takes the focus
    defaultValues: typedValues(form),
    resolver: () => {
      problems = read?.(draftOf(form)) ?? [];
      return problems.length === 0 ? { values: {}, errors: {} } : { values: {}, errors: nestedErrors(problems) };
    },
  });
  const unsubscribe = subscribe({
    formState: { isDirty: true },
    callback: ({ isDirty }) => {
      typing = isDirty ?? typing;
    },
  });

  const registered = new WeakSet<Control>();
  const attach = () => {
    for (const control of controls(form)) {
      if (registered.has(control)) continue;
      registered.add(control);
      const { ref, onChange, onBlur } = register(control.name);
      ref(control);
      control.addEventListener(control.matches("[type=radio], [type=checkbox], select") ? "change" : "input", onChange);
      control.addEventListener("blur", onBlur);
    }
  };
  attach();

  const onSubmit = (event: SubmitEvent) => {
    const { submitter } = event;
    if (submitter instanceof HTMLButtonElement && submitter.name === "add" && addRow(form, submitter)) {
      event.preventDefault();
      attach();
      typing = true;
      return;
    }
    if (sending || read === null || !saysFinished(form, submitter)) {
      sending = true;
      return;
    }
    event.preventDefault();
    void handleSubmit(
      () => {
        sending = true;
        setTimeout(() => form.requestSubmit(submitter)); // while its submit event is still being told, a form ignores another
      },
      () => told.say(problems),
    )();
  };
  const onLeave = (event: BeforeUnloadEvent) => {
    if (typing && !sending) event.preventDefault();
  };
  // A page that comes back from the browser's memory can be sent again.
  const onReturn = () => {
    sending = false;
  };

  form.addEventListener("submit", onSubmit);
  addEventListener("beforeunload", onLeave);
  addEventListener("pageshow", onReturn);
  return () => {
    form.removeEventListener("submit", onSubmit);
    removeEventListener("beforeunload", onLeave);
    removeEventListener("pageshow", onReturn);
    unsubscribe();
  };
}

function saysFinished(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
  const later = submitter instanceof HTMLButtonElement && submitter.name === "then" && submitter.value === "later";
  return !later && new FormData(form).get("finished") !== "no";
}

function controls(form: HTMLFormElement): readonly Control[] {
  return [...form.querySelectorAll<Control>("input:not([type=hidden]), textarea, select")].filter(({ name }) => name !== "");
}

/** What the form would send, as flat text. */
function draftOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

function typedValues(form: HTMLFormElement): FieldValues {
  const values: FieldValues = {};
  for (const control of controls(form)) {
    if (control instanceof HTMLInputElement && control.type === "radio") {
      if (control.checked) set(values, control.name, control.value);
    } else if (control instanceof HTMLInputElement && control.type === "checkbox") {
      set(values, control.name, control.checked ? control.value : false);
    } else {
      set(values, control.name, control.value);
    }
  }
  return values;
}

function nestedErrors(problems: readonly Problem[]): FieldErrors<FieldValues> {
  const errors: FieldErrors<FieldValues> = {};
  for (const { field, message } of problems) set(errors, field === "" ? "root.form" : field, { type: "reading", message });
  return errors;
}
