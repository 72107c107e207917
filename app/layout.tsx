import type { Metadata } from "next";
import "./globals.css";

export const metadata: Metadata = {
  title: "Forewarned",
  description: "The membership portal for early-disclosure lists: who is on them, what the criteria are, and who decides.",
  referrer: "no-referrer",
};

/** Nothing is made at build time: a page's scripts need the nonce of its own answer, and the build knows no settings. */
export const dynamic = "force-dynamic";

/** The document itself. Who is reading decides nothing here: every page asks for itself. */
export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <head>
        <link rel="preload" href="/fonts/atkinson-next.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
      </head>
      <body>{children}</body>
    </html>
  );
}
