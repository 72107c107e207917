"use client";

import { useEffect } from "react";

let arrivedAt: string | null = null;

/**
 * Puts the focus where the news is. A page that opens focuses its error summary or banner, if it has one; a page that the
 * router swaps in (after a committee button) focuses that or its h1, since the router leaves the focus on the body.
 * It looks after every render instead of listening to the router, so it also sees a change of ?check alone.
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
