"use client";

import { useEffect } from "react";

const writing = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

/**
 * Single-key shortcuts for controls of the page. Rendered only for people who switched them on. Inactive while something is being
 * typed or dictated into a field; Ctrl+Enter sends the form that `send` names, from anywhere in it.
 */
export function Shortcuts({ targets, send }: { targets: Readonly<Record<string, string>>; send?: string }) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.ctrlKey && send !== undefined) {
        document.querySelector<HTMLElement>(send)?.click();
        return;
      }
      const elsewhere =
        event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest(writing) !== null);
      const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
      if (elsewhere || target === undefined) return;
      const found = document.querySelector<HTMLElement>(target);
      event.preventDefault();
      found?.focus();
      found?.click();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [targets, send]);
  return null;
}
