import { describe, expect, it } from "vitest";
import { readBullets } from "@/lib/evidence/roster/reading/bullets";
import { markdownCell } from "@/lib/evidence/roster/reading/markdown-cell";

describe("a cell of markdown", () => {
  it.each([
    ["[Acme](https://acme.example)", "Acme"],
    ['[Acme](  <https://acme.example> "The site" ) Inc.', "Acme Inc."],
    ["[Acme](https://acme.example/a_(b)) and [Globex](https://globex.example)", "Acme and Globex"],
    ["[Acme](https://acme.example", "[Acme](https://acme.example"],
    ["![logo](https://acme.example/logo.png) Acme", "Acme"],
    ["Acme[^1][^two]", "Acme"],
    ["Acme<sup> <a href='#n'> [1] </a> </sup>", "Acme"],
    ["Acme <!-- since 2020 --> Inc. <!-- no end", "Acme  Inc."],
    ["Acme <br>  Inc.", "Acme\nInc."],
  ])("%s reads as %s", (source, text) => {
    expect(markdownCell(source, new Map()).text).toBe(text);
  });

  it("keeps where a link writes to", () => {
    expect(markdownCell("[Acme]( mailto:psirt@acme.example?subject=Hi )", new Map()).mailto).toEqual(["psirt@acme.example"]);
  });
});

describe("a bullet", () => {
  const read = (line: string) => readBullets(`## Members\n\n- ${line}\n`).found[0];

  it.each([
    ["Acme - psirt@acme.example", "Acme"],
    ["Acme (security contact) psirt@acme.example", "Acme"],
    ["Acme (Cloud) psirt@acme.example", "Acme (Cloud)"],
    ["Acme (Cloud) (private address): psirt@acme.example", "Acme (Cloud)"],
  ])("%s names %s", (line, organization) => {
    expect(read(line)).toMatchObject({ organization, email: "psirt@acme.example" });
  });

  it("says what stands beside the name", () => {
    expect(read("Acme (security contact) psirt@acme.example")?.odd).toContain("Next to the name: “security contact”.");
  });
});
