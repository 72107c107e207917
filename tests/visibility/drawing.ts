import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { clientComponents, framework, moduleAt, paramsOf, type Sent } from "./browser";

/**
 * Draws a page as the framework does for the browser, in one text: the elements with their properties, and for a component
 * that runs in the browser the properties it is given, which travel in the payload whether or not they are ever shown.
 */
export async function drawPage(
  file: string,
  { params, search }: { params: Record<string, string>; search: Record<string, string> },
): Promise<Sent> {
  const page = await moduleAt(file);
  const parts = paramsOf(file, params);
  const props = () => ({ params: Promise.resolve(parts), searchParams: Promise.resolve(search) });
  const metadata = page.generateMetadata as ((given: ReturnType<typeof props>) => Promise<unknown>) | undefined;
  const draw = page.default as (given: ReturnType<typeof props>) => ReactNode | Promise<ReactNode>;
  client ??= await clientComponents();
  try {
    const head = metadata ? JSON.stringify(await metadata(props())) : "";
    return { status: 200, location: "", body: `${head}\n${await drawn(await draw(props()))}` };
  } catch (error) {
    return framework(error);
  }
}

let client: ReadonlySet<unknown> | undefined;

async function drawn(node: unknown): Promise<string> {
  if (node === null || node === undefined || typeof node === "boolean" || typeof node === "function") return "";
  if (typeof node === "string" || typeof node === "number" || typeof node === "bigint") return String(node);
  if (node instanceof Promise) return drawn(await node);
  if (isValidElement(node)) return element(node as ReactElement<Record<string, unknown>>);
  if (node instanceof Date) return node.toISOString();
  if (typeof node === "object" && Symbol.iterator in node) return (await inTurn([...(node as Iterable<unknown>)])).join("");
  return (await inTurn(Object.entries(node).flatMap(([name, value]) => [name, "=", value, " "]))).join("");
}

async function element({ type, props }: ReactElement<Record<string, unknown>>): Promise<string> {
  if (type === "wbr") return ""; // a place where a line may break is no part of an address
  if (type === Fragment || typeof type === "symbol") return drawn(props.children);
  if (typeof type === "function" && !client?.has(type)) return drawn(await (type as (given: unknown) => unknown)(props));
  const { children, ...attributes } = props;
  return `<${typeof type === "string" ? type : "client"} ${await drawn(attributes)}>${await drawn(children)}`;
}

/** One after the other: two halves of a page must not ask for the same connection at once more than the pool has. */
async function inTurn(nodes: readonly unknown[]): Promise<string[]> {
  const texts: string[] = [];
  for (const each of nodes) texts.push(await drawn(each));
  return texts;
}
