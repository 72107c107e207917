import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AliasResponsePlot } from "@/components/chart/alias-response-plot";
import { HealthGrid } from "@/components/chart/health-grid";

const quarters = ["2026-Q3", "2026-Q4"];
const members = [
  { name: "Acme", cells: ["passed", "late"] as const },
  { name: "Globex", cells: ["failed", "open"] as const },
  { name: "Initech", cells: [null, "passed"] as const },
];

test("health: a finding, a picture that names its table, each state by a shape of its own, the same as a table", () => {
  const html = renderToStaticMarkup(<HealthGrid quarters={quarters} members={members} />);
  expect(html).toContain("2 of 4 re-checks in the last two years were passed on time.");
  expect(html).toContain('role="img" aria-label="Re-check health by member and quarter. The table below has the same data."');
  for (const word of ["Passed", "Passed late", "Failed or expired", "Open"]) expect(html).toContain(`>${word}<`);
  expect(html).toContain("Show as a table");
  expect(html).not.toMatch(/#[0-9a-f]{3,6}["; ]/i); // colours come from the page
});

test("health: the newest quarter is next to the names, in the chart and in the table", () => {
  const html = renderToStaticMarkup(<HealthGrid quarters={quarters} members={members} />);
  const [inPicture, inTable] = [html.slice(html.indexOf("<svg"), html.indexOf("<table")), html.slice(html.indexOf("<table"))];
  for (const part of [inPicture, inTable]) expect(part.match(/2026-Q\d/g)?.slice(0, 2)).toEqual(["2026-Q4", "2026-Q3"]);
  expect(inTable).toMatch(/Acme.*>Passed late<.*>Passed<.*Globex.*>Open<.*>Failed or expired</);
});

test("health: with fewer than five values there is a sentence instead", () => {
  const html = renderToStaticMarkup(<HealthGrid quarters={quarters} members={members.slice(0, 2)} />);
  expect(html).toBe("<p>1 of 3 re-checks in the last two years was passed on time.</p>");
});

const aliasResponses = [3, 40, 90, 600, 4000, 20].map((minutes, index) => ({ askedOn: `2026-1${index % 2}-0${index + 1}`, minutes }));

test("alias responses: how many came in time, late ones by another shape, medians by quarter as a table", () => {
  const html = renderToStaticMarkup(<AliasResponsePlot responses={aliasResponses} limitHours={48} />);
  expect(html).toContain("5 of 6 answers from contact aliases came within 48 hours; the median is 40 minutes.");
  expect(html.match(/<circle/g)).toHaveLength(5);
  expect(html).toContain("2026-Q4");
});

test("alias responses: nobody, and a few", () => {
  expect(renderToStaticMarkup(<AliasResponsePlot responses={[]} limitHours={48} />)).toBe(
    "<p>Nobody has answered an alias response test yet.</p>",
  );
  expect(renderToStaticMarkup(<AliasResponsePlot responses={aliasResponses.slice(0, 1)} limitHours={48} />)).toBe(
    "<p>1 of 1 answer from contact aliases came within 48 hours; the median is 3 minutes.</p>",
  );
});
