"use client";

import { useEffect } from "react";

let arrivedAt: string | null = null;

/**
 * Moves the focus to the message. A page that opens focuses its error summary or banner, if it has one; a page that the
 * router swaps in (after a committee button) focuses that or its h1, because the router leaves the focus on the body.
 * It checks after every render instead of listening to the router, so it also notices a change of only ?check.
 */
export function FocusOnArrival() {
  useEffect(() => {
    const here = `${location.pathname}?check=${new URLSearchParams(location.search).get("check") ?? ""}`;
    if (here === arrivedAt) return;
    const news = document.querySelector<HTMLElement>("[data-focus]") ?? (arrivedAt === null ? null : document.querySelector("h1"));
    arrivedAt = here;
    news?.focus();
  });
  return null;
}
