"use client";

import { useEffect } from "react";
import type { Criterion } from "@/lib/list/definition";

/**
 * Makes a native form that already works more comfortable: rows are added on the spot, an answer is read before the round
 * trip by the schema that the command uses, and typed text is not left by accident. All of it comes in a chunk of its own
 * after the page; when that fails to load, nothing is lost.
 *
 * `form` is the id of the form. Without `criterion`, nothing is read before sending.
 */
export function RichForm({ form, criterion }: { form: string; criterion?: Criterion }) {
  useEffect(() => {
    const found = document.getElementById(form);
    if (!(found instanceof HTMLFormElement)) return;
    let leave: (() => void) | null = null;
    let left = false;
    import("./rich/enhance").then(
      ({ enhance }) => {
        if (!left) leave = enhance(found, criterion);
      },
      () => undefined, // the form works as it is
    );
    return () => {
      left = true;
      leave?.();
    };
  }, [form, criterion]);
  return null;
}
