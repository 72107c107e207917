import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvTable } from "@/lib/kernel/csv";

describe("a cell", () => {
  test.each([
    ["text is quoted", "Acme", '"Acme"'],
    ["quotes are doubled", 'Acme "the" Inc, Ltd', '"Acme ""the"" Inc, Ltd"'],
    ["line breaks stay inside", "one\ntwo", '"one\ntwo"'],
    ["a formula is text", "=1+1", `"'=1+1"`],
    ["so is a call", "@SUM(A1)", `"'@SUM(A1)"`],
    ["so is a minus", "-2+3", `"'-2+3"`],
    ["so is a plus", "+1 555 0100", `"'+1 555 0100"`],
    ["so is a tab", "\tx", `"'\tx"`],
    ["so is a carriage return", "\rx", `"'\rx"`],
    ["also behind a space", "  =1", `"'  =1"`],
    ["also behind a quote", '"=1', `"'""=1"`],
    ["also in wide form", "\uff1d1", `"'\uff1d1"`],
    ["a sign inside does not count", "a=b", '"a=b"'],
    ["a number stays one", -42, "-42"],
    ["nothing is nothing", null, ""],
  ])("%s", (_, value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test("no text becomes something that runs, and every text can be read back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const inside = csvCell(text).slice(1, -1).replaceAll('""', '"');
        expect(inside).not.toMatch(/^[=+\-@\t\r]/);
        expect([text, `'${text}`]).toContain(inside);
      }),
    );
  });
});

test("a table starts with a byte order mark and ends every line with CRLF", () => {
  const table = csvTable(
    ["organization", "members"],
    [
      ["M\u00fcller & S\u00f6hne (\u682a\u5f0f\u4f1a\u793e) \u2014 Security", 2],
      ["=Hooli", null],
    ],
  );
  expect(table).toBe(
    `\ufeff"organization","members"\r\n"M\u00fcller & S\u00f6hne (\u682a\u5f0f\u4f1a\u793e) \u2014 Security",2\r\n"'=Hooli",\r\n`,
  );
});
