export type PlainPageOptions = {
  readonly headers?: Record<string, string>;
  /** Where to go on from here; a path of this portal. */
  readonly link?: { readonly href: string; readonly words: string };
};

/**
 * A small complete page for refusals and errors of route handlers, which cannot render a page.
 * Its texts are constants; it never contains what a person typed.
 */
export function plainPage(
  status: number,
  title: string,
  sentence: string,
  { headers = {}, link = { href: "/", words: "Go to the home page" } }: PlainPageOptions = {},
): Response {
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${inHtml(title)} – Forewarned</title><link rel="stylesheet" href="/plain.css"></head>
<body><main><h1>${inHtml(title)}</h1><p>${inHtml(sentence)}</p><p><a href="${inHtml(link.href)}">${inHtml(link.words)}</a></p></main></body>
</html>
`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers } });
}

function inHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
