import { getRouteRegex } from "next/dist/shared/lib/router/utils/route-regex";
import { getSortedRoutes } from "next/dist/shared/lib/router/utils/sorted-routes";
import { describe, expect, it, vi } from "vitest";
import type { Command } from "@/lib/kernel/command";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { addresses, filesNamed, fromOurPages } from "../visibility/browser";

vi.mock("next/headers", () => import("../visibility/browser"));

const lend: Command<{ book: string }, "lent" | "kept"> = Object.assign(async () => "lent" as const, { commandName: "lend" });
const onBook = formsOf(({ book }, { shelf = "" }) => `/books/${book}?shelf=${shelf}`, ["shelf"]);
const input = ({ book }: Readonly<Record<string, string>>) => ({ book });
const { GET, POST } = formActions({
  lend: onBook({ command: lend, fields: ["to"], input, done: "lent" }),
  "loan/extend": onBook({ command: lend, fields: [], input, done: (became) => `${became}-longer`, page: () => "/loan" }),
  sell: onBook({ command: lend, fields: [], input, leadsTo: (became, { book }) => `/sold?${book}=${became}` }),
});

type Action = string | readonly string[];
const at = (action: Action) => `http://localhost:3000/books/42/${[action].flat().join("/")}`;
const context = (action: Action) => ({ params: Promise.resolve({ book: "42", action }) });
const get = (action: Action, url = at(action)) => GET(new Request(url), context(action));
const post = (action: Action, fields: Record<string, string> = {}, url = at(action)) =>
  POST(new Request(url, { method: "POST", body: new URLSearchParams(fields), headers: fromOurPages }), context(action));
const where = async (answer: Promise<Response>) => (await answer).headers.get("location");

describe("the forms of a page", () => {
  it("are found by the end of their addresses", async () => {
    expect(await where(post("lend", { to: "Ada", shelf: "3" }))).toBe("/books/42?shelf=3&done=lent");
    expect(await where(post(["lend"], { to: "Ada" }))).toBe("/books/42?shelf=&done=lent");
    expect(await where(post(["loan", "extend"], { shelf: "3" }))).toBe("/books/42?shelf=3&done=lent-longer");
    expect(await where(post("sell"))).toBe("/sold?42=lent");
  });

  it.each([
    ["\u2603", "/books/%E2%98%83?shelf=&done=lent"],
    ["..\r\nx: y", "/books/..x:%20y?shelf=&done=lent"],
    ["../..//evil.example", "/evil.example?shelf=&done=lent"],
  ])("lead to a path of this portal, whatever their address contains: %j", async (book, path) => {
    const request = new Request(at("lend"), { method: "POST", body: new URLSearchParams({ to: "Ada" }), headers: fromOurPages });
    expect(await where(POST(request, { params: Promise.resolve({ book, action: "lend" }) } as never))).toBe(path);
  });

  it("take the fields of all of them and their own, and no others", async () => {
    expect([...POST.actions].map(([action, { fields }]) => [action, fields.slice(3)])).toEqual([
      ["lend", ["shelf", "to"]],
      ["loan/extend", ["shelf"]],
      ["sell", ["shelf"]],
    ]);
    expect((await post("sell", { to: "Ada" })).status).toBe(400);
  });

  it.each(["", "nope", "lend/extend", "loan", "constructor", "__proto__", "toString", "hasOwnProperty"])(
    "do not exist at %j, for POST or GET",
    async (action) => {
      expect((await post(action.split("/"))).status).toBe(404);
      expect((await get(action.split("/"))).status).toBe(404);
    },
  );

  it.each([
    [["loan/extend"], "loan%2Fextend"],
    [["lend"], "l%65nd"],
  ])("do not exist at another spelling of the address: %j as %s", async (action, spelt) => {
    expect((await post(action, {}, at(spelt))).status).toBe(404);
    expect((await get(action, at(spelt))).status).toBe(404);
  });

  it("answer 405 to GET, with a page that says why", async () => {
    for (const action of ["lend", ["loan", "extend"]]) {
      const answer = await get(action);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
      expect(await answer.text()).toMatch(/This address only takes a form.*<a href="\/">/s);
    }
  });

  it("are not taken for another page or route by the framework", async () => {
    const pages = filesNamed("app", /^(page\.tsx|route\.ts)$/).map((file) => `/${file.replace(/^app\/?|\/?(page\.tsx|route\.ts)$/g, "")}`);
    const dynamic = getSortedRoutes(pages.filter((page) => page.includes("["))).map((page) => ({ page, ...getRouteRegex(page) }));
    for (const { address, file } of await addresses()) {
      const path = address.replace(/\[[^\]]+\]/g, "x1");
      const page = pages.includes(path) ? path : dynamic.find(({ re }) => re.test(path))?.page;
      expect([address, `app${page}/route.ts`]).toEqual([address, file]);
    }
  });
});
