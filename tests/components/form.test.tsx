import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Checkbox, Checkboxes, Radios } from "@/components/form/choices";
import { ConflictChoice } from "@/components/form/conflict-choice";
import { CriterionFields } from "@/components/form/criterion-fields";
import { SaveActions, saveAndContinue } from "@/components/form/finished-question";
import { Form } from "@/components/form/form";
import { type RowsField, rowCount, withAnotherRow } from "@/components/form/row-count";
import { MonthField, TextArea, TextField } from "@/components/form/text-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Field } from "@/lib/list/kind";

const people: RowsField = {
  type: "rows",
  name: "people",
  label: "People",
  noun: "person",
  initialRows: 2,
  most: 4,
  columns: [
    { type: "text", name: "name", label: "Name", maxLength: 100 },
    { type: "url", name: "link", label: "Link", maxLength: 2048 },
  ],
};

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

describe("a form", () => {
  it("posts without script, checks nothing in the browser, and carries version and key", () => {
    expect(
      renderToStaticMarkup(
        <Form action="/save" version={3} submissionKey="k-1">
          Fields
        </Form>,
      ),
    ).toBe(
      '<form class="form" noValidate="" action="/save" method="post"><input type="hidden" name="version" value="3"/><input type="hidden" name="key" value="k-1"/>Fields</form>',
    );
  });

  it("presses the main button on Enter, although another one comes first", () => {
    const html = renderToStaticMarkup(
      <Form action="/save" onEnter={saveAndContinue}>
        <CriterionFields fields={[people]} draft={{}} />
        <SaveActions />
      </Form>,
    );
    expect([...html.matchAll(/<button[^>]*>/g)].map(([button]) => `${attribute(button, "name")}=${attribute(button, "value")}`)).toEqual([
      "then=continue",
      "add=people",
      "then=continue",
      "then=later",
    ]);
    expect(html).toMatch(/<form[^>]*><button[^>]* class="sr-only" tabindex="-1" aria-hidden="true"[^>]*><\/button>/);
  });
});

describe("a field", () => {
  it("keeps hostile text as text", () => {
    const typed = '</textarea><form action="//evil"><script>alert(1)</script>';
    const html = renderToStaticMarkup(<TextArea name="text" label="Text" value={typed} />);
    expect(html).toContain("&lt;/textarea&gt;&lt;form action=&quot;//evil&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>");
    expect(html.match(/<form|<script/g)).toBeNull();
  });

  it("keeps a first empty line", () => {
    expect(renderToStaticMarkup(<TextArea name="text" label="Text" value={"\nsecond"} />)).toContain(">\n\nsecond</textarea>");
  });

  it("says its limit in words and cuts nothing off", () => {
    const html = renderToStaticMarkup(<TextArea name="text" label="Text" maxLength={2000} />);
    expect(html).toContain('<p id="text-count" class="quiet">You can enter up to 2,000 characters</p>');
    expect(html).toContain('aria-describedby="text-count"');
    expect(html.toLowerCase()).not.toContain("maxlength");
  });

  it("has its name as its id, is never required by the browser, and says when it is optional", () => {
    expect(renderToStaticMarkup(<TextField name="people.0.name" label="Name" optional value="Ada" />)).toBe(
      '<div class="field" data-field="people.0.name"><label for="people.0.name">Name<span class="hint"> (optional)</span></label>' +
        '<input class="input" id="people.0.name" type="text" name="people.0.name" value="Ada"/></div>',
    );
  });

  it("shows a month picker for a month, and what was typed otherwise as it was typed", () => {
    expect(renderToStaticMarkup(<MonthField name="since" label="Since" value="2019-05" />)).toMatch(/type="month"[^>]*value="2019-05"/);
    expect(renderToStaticMarkup(<MonthField name="since" label="Since" value="May 2019" />)).toMatch(/type="text"[^>]*value="May 2019"/);
  });

  it("shows its error in the words of the summary, which links to it", () => {
    const problems = [{ field: "people.1.link", message: "Link must start with https://" }];
    const summary = renderToStaticMarkup(<ErrorSummary problems={problems} />);
    const fields = renderToStaticMarkup(
      <CriterionFields fields={[people]} draft={{ "people.1.link": "http://a.example" }} problems={problems} />,
    );
    expect(summary).toContain('<li><a href="#people.1.link">Link must start with https://</a></li>');
    expect(fields).toContain(
      '<div id="people.1.link-error"><p class="error"><span class="sr-only">Error: </span>Link must start with https://</p></div>',
    );
    expect(fields).toMatch(
      /<input[^>]*id="people.1.link"[^>]*aria-describedby="people.1.link-error" aria-invalid="true"[^>]*value="http:\/\/a.example"/,
    );
  });

  it("shows a flag without calling it an error", () => {
    const html = renderToStaticMarkup(
      <TextField name="address" label="Address" warnings={[{ field: "address", message: "Looks like one person's address" }]} />,
    );
    expect(html).toContain("Looks like one person&#x27;s address");
    expect(html).not.toContain("Error");
    expect(html).not.toContain("aria-invalid");
  });
});

describe("choices", () => {
  const options = [
    { value: "yes", label: "Yes" },
    { value: "no", label: "No" },
  ];

  it("lead the summary's link to the first radio and keep what was chosen", () => {
    const html = renderToStaticMarkup(<Radios name="open" label="Open?" options={options} value="no" />);
    expect([...html.matchAll(/<input[^>]*>/g)].map(([input]) => input)).toEqual([
      '<input type="radio" id="open" name="open" value="yes"/>',
      '<input type="radio" id="open.no" name="open" checked="" value="no"/>',
    ]);
  });

  it("make each box a field of its own", () => {
    const html = renderToStaticMarkup(
      <Checkboxes
        name="times"
        label="Times"
        options={[
          { value: "am", label: "Morning" },
          { value: "pm", label: "Afternoon" },
        ]}
        draft={{ "times.pm": "yes" }}
      />,
    );
    expect([...html.matchAll(/<input[^>]*>/g)].map(([input]) => input)).toEqual([
      '<input type="checkbox" id="times.am" name="times.am" value="yes"/>',
      '<input type="checkbox" id="times.pm" name="times.pm" checked="" value="yes"/>',
    ]);
  });

  it("tie a single box to its fault", () => {
    const html = renderToStaticMarkup(
      <Checkbox name="truth" label="It is true" problems={[{ field: "truth", message: "Say that it is true" }]} />,
    );
    expect(html).toContain('aria-describedby="truth-error"');
  });
});

describe("repeated rows", () => {
  it.each([
    ["an empty draft shows the first rows", {}, 2],
    ["a draft with a later row shows it", { "people.2.name": "Ada" }, 3],
    ["an empty row that was asked for stays", { "people.2.name": "" }, 3],
    ["never more than are taken", { "people.99.name": "Ada" }, 4],
    ["names of other fields do not count", { "peoples.3.name": "x", "people.x": "y" }, 2],
  ])("%s", (_, draft, count) => {
    expect(rowCount(people, draft)).toBe(count);
  });

  it("gain one empty row, up to the most", () => {
    expect(withAnotherRow(people, { "people.0.name": "Ada" })).toEqual({
      "people.0.name": "Ada",
      "people.2.name": "",
      "people.2.link": "",
    });
    const full = { "people.3.name": "Ada" };
    expect(withAnotherRow(people, full)).toBe(full);
  });

  it("carry no style of their own, which the content policy would drop", () => {
    expect(renderToStaticMarkup(<CriterionFields fields={[people]} draft={{}} />)).not.toContain("style=");
  });

  it("offer another row only while one is taken", () => {
    const another = "Add another person";
    expect(renderToStaticMarkup(<CriterionFields fields={[people]} draft={{}} />)).toContain(another);
    expect(renderToStaticMarkup(<CriterionFields fields={[people]} draft={{ "people.3.name": "" }} />)).not.toContain(another);
  });
});

it("every kind of field is rendered under its own name", () => {
  const fields: readonly Field[] = [
    { type: "text", name: "a", label: "A", maxLength: 10 },
    { type: "email", name: "b", label: "B", maxLength: 10 },
    { type: "url", name: "c", label: "C", maxLength: 10 },
    { type: "month", name: "d", label: "D", maxLength: 10 },
    { type: "textarea", name: "e", label: "E", maxLength: 10 },
    { type: "radio", name: "f", label: "F", options: [{ value: "x", label: "X" }] },
    { type: "checkboxes", name: "g", label: "G", options: [{ value: "x", label: "X" }] },
    { ...people, name: "h", initialRows: 1 },
  ];
  const html = renderToStaticMarkup(<CriterionFields fields={fields} draft={{}} />);
  expect([...html.matchAll(/<(?:input|textarea)[^>]* name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g.x",
    "h.0.name",
    "h.0.link",
  ]);
});

it("a conflict shows both texts, loses neither, and asks which to keep", () => {
  const html = renderToStaticMarkup(
    <ConflictChoice
      action="/save"
      version={5}
      who="Sam"
      at={new Date("2026-11-20T09:12:00Z")}
      draft={{ text: "Mine" }}
      differences={[{ label: "Who uses it", mine: "Mine", theirs: "<b>Theirs</b>" }]}
    />,
  );
  expect(html).toContain("20 November 2026, 09:12 UTC");
  expect(html).toContain('<input type="hidden" name="text" value="Mine"/>');
  expect(html).toContain("&lt;b&gt;Theirs&lt;/b&gt;");
  expect(html).toMatch(/name="keep" value="mine".*name="keep" value="theirs"/s);
});
