/** Colours of the HTML part: as inline styles, and for dark mode. No fill carries a meaning: an edge does, and the words. */
export const colours = {
  background: { name: "em-bg", of: "background", light: "#ffffff", dark: "#14201e" },
  ink: { name: "em-ink", of: "color", light: "#12211f", dark: "#e6eeec" },
  secondary: { name: "em-2", of: "color", light: "#52645f", dark: "#94a6a2" },
  accent: { name: "em-link", of: "color", light: "#0b5661", dark: "#74c9d3" },
  line: { name: "em-line", of: "border-color", light: "#cfd9d6", dark: "#293836" },
  box: { name: "em-box", of: "border-color", light: "#0b5661", dark: "#74c9d3" },
  edge: { name: "em-edge", of: "border-color", light: "#6b7d7a", dark: "#74867f" },
  action: { name: "em-action", of: "border-color", light: "#ffb81c", dark: "#ffc64a" },
  warning: { name: "em-warning", of: "border-color", light: "#a1271b", dark: "#ffa193" },
} as const;

/**
 * For clients that read a style element; the others recolour the white themselves. Pages that show an email allow exactly this text in
 * their Content-Security-Policy (`proxy.ts`).
 */
export const darkStyles = `@media (prefers-color-scheme: dark) {\n${Object.values(colours)
  .map(({ name, of, dark }) => `  .${name} { ${of}: ${dark} !important; }\n`)
  .join("")}}`;
