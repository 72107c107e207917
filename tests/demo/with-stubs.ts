import { register } from "node:module";

/** Loaded before scripts/demo.ts: leads what it imports from outside to the stubs. */
const stubs = new URL("./stubs.ts", import.meta.url).href;

const hooks = `
  const replaced = /(^|\\/)(build|processes|db\\/embedded)(\\.ts)?$/;
  export function resolve(specifier, context, next) {
    const byDemo = context.parentURL?.split("?")[0].endsWith("/scripts/demo.ts");
    return byDemo && replaced.test(specifier) ? next(${JSON.stringify(stubs)}, context) : next(specifier, context);
  }`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
