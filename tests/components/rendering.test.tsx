import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AnswerValue } from "@/components/application/answer-card";
import { type ShownState, StatusHeading, statusSentences } from "@/components/application/status-heading";
import { History } from "@/components/audit/history";
import { memberStatusBanner } from "@/components/membership/status";
import { QueueTable } from "@/components/review/queue-table";
import { RosterTable } from "@/components/roster/roster-table";
import { Banner, DoneBanner } from "@/components/ui/banner";
import { DataTable } from "@/components/ui/data-table";
import { Day, MarginDate, Moment } from "@/components/ui/day";
import { DeadlineTicks } from "@/components/ui/deadline-ticks";
import { EmailPreview } from "@/components/ui/email-preview";
import { ErrorSummary } from "@/components/ui/error-summary";
import { EvidenceLink, hostAndPath } from "@/components/ui/evidence-link";
import { FaultContent, NotFoundContent } from "@/components/ui/fault-content";
import { Frame } from "@/components/ui/frame";
import { PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusBanner } from "@/components/ui/status-banner";
import { StatusIconStrip, stripWords } from "@/components/ui/status-icon";
import { sentenceOf } from "@/lib/audit/sentence";
import { singleLine } from "@/lib/kernel/text";
import type { StatusView } from "@/lib/member/status";

const frame = {
  name: "Istio early disclosure",
  home: "/istio",
  links: ["a", "b", "c", "d", "e", "f"].map((word) => ({ href: `/${word}`, words: word })),
  contact: { name: "the committee", email: "committee@portal.example" },
  accessibilityHref: "/accessibility",
  sourceHref: "https://source.example",
};

describe("the frame", () => {
  const html = renderToStaticMarkup(
    <Frame {...frame} statusBanner={{ waitingOn: "you", sentence: "Answer the question.", by: <Day day="2026-12-04" as="weekday" /> }}>
      <PageHeading title="Page" />
    </Frame>,
  );

  it("says first who has to act, what it is, and by when", () => {
    expect(html).toContain(
      '<aside class="status-banner" data-waiting-on="you" aria-label="Who has to act"><div class="width"><p><strong>Action needed.</strong> ' +
        '<span>Answer the question. Deadline: <time dateTime="2026-12-04">Friday 4 December 2026</time>.</span></p></div></aside>',
    );
  });

  it("lets a keyboard skip to the content, shows 5 links at most and one h1", () => {
    expect(html).toMatch(/^<a class="skip" href="#main">/);
    expect(html).toContain('<main id="main"');
    expect(html.match(/<nav.*<\/nav>/s)?.[0].match(/<a /g)).toHaveLength(5);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it("holds no script, no style and no picture from elsewhere", () => {
    expect(html).not.toMatch(/<script|<img|style=|on[a-z]+=/);
  });
});

describe("the log", () => {
  it("HC-AUD-009: shows what a name holds as text, and each event in a row of its own", () => {
    const hostile = ["<script>alert(1)</script>", "</td></tr><tr><td>Carol agreed.", "Eve\nCarol agreed.", "\u202eEve", "Eve\u0007"];
    const events = hostile.map((name, position) => {
      const event = { action: "application.withdrawn", actorKind: "person", actorId: "eve", data: {} };
      const sentence = sentenceOf({ ...event, position, at: new Date(0) }, { person: () => name, criterion: (key) => key });
      return { key: String(position), at: new Date(0), sentence };
    });
    const html = renderToStaticMarkup(<History events={events} />);
    const plain = renderToStaticMarkup(<History events={events.map((event) => ({ ...event, sentence: "Eve." }))} />);
    const tags = (text: string) => text.match(/<[^>]*>/g);
    expect(tags(html)).toEqual(tags(plain));
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; withdrew the application.");
    const name = singleLine(200, { name: "Name", empty: "Enter a name" });
    expect(hostile.slice(2).filter((each) => name.safeParse(each).success)).toEqual([]); // and no such name is taken
  });
});

describe("status icons", () => {
  it("are read out as counts", () => {
    expect(stripWords(["met", "met", "not-yet", "check", "met", "met", "not-yet"])).toBe("4 met, 1 to check, 2 not assessed");
    expect(renderToStaticMarkup(<StatusIconStrip shapes={["met"]} />)).toContain('role="img" aria-label="1 met"');
  });
});

describe("news", () => {
  it("take the focus without script, and say what they are", () => {
    expect(renderToStaticMarkup(<Banner title="Saved" />)).toMatch(/role="status" tabindex="-1" data-focus="" autofocus=""/i);
    expect(renderToStaticMarkup(<ErrorSummary problems={[{ field: "a b", message: "Enter it" }]} />)).toBe(
      '<div class="panel problem stack" role="alert" tabindex="-1" data-focus="" autofocus="" aria-labelledby="problem-title">' +
        '<h2 id="problem-title">There is a problem</h2><ul><li><a href="#a%20b">Enter it</a></li></ul></div>',
    );
  });

  it("are said by a word of the address, and by no other word", () => {
    const banner = (done?: string) => renderToStaticMarkup(<DoneBanner done={done} sentences={{ saved: "It is saved." }} />);
    expect(banner("saved")).toContain("<strong>It is saved.</strong>");
    for (const unknown of [undefined, "", "lost", "toString", "__proto__"]) expect(banner(unknown)).toBe("");
  });

  it("are not there when there is no problem", () => {
    expect(renderToStaticMarkup(<ErrorSummary problems={[]} />)).toBe("");
  });
});

describe("days and moments", () => {
  const late = { waitingOn: "you", sentence: "Answer the re-check.", otherwise: "The grace period ends.", comes: false } as const;
  it.each<[string, StatusView, string]>([
    [
      "a day by which something is asked",
      { ...late, by: "2026-12-04", wasDueOn: null },
      "Action needed. Answer the re-check. Deadline: Friday 4 December 2026 (in 18 days). Otherwise: The grace period ends.",
    ],
    [
      "one beside the day on which it was due",
      { ...late, by: "2026-12-04", wasDueOn: "2026-11-14" },
      "Action needed. Answer the re-check. The due date was Saturday 14 November 2026 (2 days ago). Deadline: Friday 4 December 2026 (in 18 days). Otherwise: The grace period ends.",
    ],
    [
      "one that is over",
      { ...late, by: "2026-11-14", wasDueOn: null },
      "Action needed. Answer the re-check. The deadline was Saturday 14 November 2026 (2 days ago). Otherwise: The grace period ends.",
    ],
    [
      "one on which something comes by itself",
      { waitingOn: "nobody", sentence: "The next re-check opens", by: "2027-01-10", wasDueOn: null, otherwise: "", comes: true },
      "No action needed. The next re-check opens on Sunday 10 January 2027 (in 55 days).",
    ],
    [
      "none, on the committee's side",
      { ...late, waitingOn: "member", by: null, wasDueOn: null },
      "With the member. Answer the re-check. Otherwise: The grace period ends.",
    ],
  ])("say of a status: %s", (_case, view, words) => {
    const html = renderToStaticMarkup(<StatusBanner {...memberStatusBanner(view, "2026-11-16")} />);
    expect(
      html
        .replaceAll("&#x27;", "'")
        .replaceAll(/<[^>]+>/g, "")
        .trim(),
    ).toBe(words);
  });

  it.each([
    ["a day in text", <Day key="" day="2026-12-04" />, '<time dateTime="2026-12-04">4 December 2026</time>'],
    [
      "the distance follows the day",
      <Day key="" day="2026-12-04" today="2026-12-01" />,
      '<time dateTime="2026-12-04">4 December 2026</time> (in 3 days)',
    ],
    [
      "a moment names its zone",
      <Moment key="" at={new Date("2026-12-04T17:00:00Z")} />,
      '<time dateTime="2026-12-04T17:00:00.000Z">4 December 2026, 17:00 UTC</time>',
    ],
    ["a day in the margin gets no invented time", <MarginDate key="" at="2026-12-04" />, '<time dateTime="2026-12-04">4 Dec 2026</time>'],
    [
      "a moment in the margin has its time below",
      <MarginDate key="" at={new Date("2026-12-04T09:05:00Z")} />,
      '<time dateTime="2026-12-04T09:05:00.000Z">4 Dec 2026<span class="block">09:05 UTC</span></time>',
    ],
  ])("%s", (_, face, html) => {
    expect(renderToStaticMarkup(face)).toBe(html);
  });
});

describe("what others wrote", () => {
  it("is escaped, isolated, and turned into no link", () => {
    expect(renderToStaticMarkup(<QuotedText text={'https://evil.example\n</textarea><form action="//evil">\u202e'} />)).toBe(
      '<div class="quoted" dir="auto">https://evil.example\n&lt;/textarea&gt;&lt;form action=&quot;//evil&quot;&gt;\u202e</div>',
    );
  });

  it.each([
    ["https://seven.example/", "seven.example"],
    ["https://seven.example/mesh?x=1#top", "seven.example/mesh?x=1#top"],
    ["https://seven.example?x=/", "seven.example?x=/"],
    ["https://seven.example#/", "seven.example#/"],
    ["https://seven.example/#", "seven.example/#"],
    ["javascript:alert(1)", "javascript:alert(1)"],
  ])("%s is reviewed by %s", (url, words) => {
    expect(hostAndPath(url)).toBe(words);
  });

  it("HC-URL-019: can be followed only by http and https, and the other side learns nothing", () => {
    expect(renderToStaticMarkup(<EvidenceLink url="https://seven.example/mesh" />)).toBe(
      '<a href="https://seven.example/mesh" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer" class="quoted">seven.example/mesh</a>',
    );
    expect(renderToStaticMarkup(<EvidenceLink url="javascript:alert(1)" />)).not.toContain("href");
  });

  it("says when an optional answer was left out", () => {
    expect(renderToStaticMarkup(<AnswerValue row={{ label: "Why", text: "" }} />)).toBe('<span class="quiet">Not provided</span>');
  });

  it("names each link once, in the line that gives it, with what it shows", () => {
    const row = {
      label: "Links",
      text: "Before\nhttps://a.example/x: our users\nhttps://a.example/y",
      links: ["https://a.example/x", "https://a.example/y"],
    };
    const html = renderToStaticMarkup(<AnswerValue row={row} />);
    expect(html.replace(/ (rel|referrerPolicy|class|dir)="[^"]*"/g, "")).toBe(
      '<div>Before</div><div><a href="https://a.example/x">a.example/x</a><span>: <bdi>our users</bdi></span></div><div><a href="https://a.example/y">a.example/y</a></div>',
    );
  });

  it("runs nothing when an email is previewed", () => {
    const html = renderToStaticMarkup(<EmailPreview subject="S" to={["a@b.example"]} text="T" html="<script>alert(1)</script>" />);
    expect(html).toContain('sandbox="" srcDoc="&lt;script&gt;alert(1)&lt;/script&gt;"');
  });
});

describe("tables", () => {
  it("say their roles, because cards of narrow screens lose them", () => {
    const html = renderToStaticMarkup(
      <DataTable
        caption="Members"
        columns={[
          { head: "Name", names: true },
          { head: "Days", figure: true },
        ]}
        rows={[{ key: "1", cells: ["Globex", 3] }]}
      />,
    );
    expect(html).toBe(
      '<table class="table" role="table"><caption class="sr-only">Members</caption><thead role="rowgroup"><tr role="row">' +
        '<th scope="col" role="columnheader">Name</th><th scope="col" role="columnheader" class="figure">Days</th></tr></thead>' +
        '<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">Globex</th><td role="cell" data-head="Days" class="cell figure"><div>3</div></td></tr></tbody></table>',
    );
  });

  it("tell a reviewer who recused that the application exists, and nothing else", () => {
    const html = renderToStaticMarkup(<QueueTable caption="Queue" rows={[{ reference: "2026-043", recused: true }]} />);
    expect(html).toContain("2026-043");
    expect(html).toContain("You have a conflict of interest");
    expect(html).not.toMatch(/<a |<svg|day /);
  });

  it("show addresses only where the list publishes them", () => {
    const rows = [{ organization: "Globex", address: "psirt@globex.example", since: "2019-04-02" }];
    expect(renderToStaticMarkup(<RosterTable caption="Members" heads={{ organization: "Organization" }} rows={rows} />)).not.toContain(
      "psirt",
    );
    expect(
      renderToStaticMarkup(<RosterTable caption="Members" heads={{ organization: "Organization", address: "Alias" }} rows={rows} />),
    ).toContain("psirt@globex.example");
  });
});

describe("the clock", () => {
  it.each([
    ["day 6 of 10", 6, 10, 6, 10],
    ["late", 12, 10, 10, 10],
    ["a shorter promise has fewer ticks", 2, 5, 2, 5],
    ["a longer one has 10", 10, 20, 5, 10],
  ])("%s", (words, used, of, filled, ticks) => {
    const html = renderToStaticMarkup(<DeadlineTicks used={used} of={of} words={words} />);
    expect(html.match(/h4v/g)).toHaveLength(ticks);
    const full = [...html.matchAll(/d="([^"]*)" fill="currentColor"/g)].map(([, path]) => path).join("");
    expect(full.match(/h4v/g)).toHaveLength(filled);
    expect(html).toContain(words);
  });
});

describe("pages that say no", () => {
  it("name nothing that could exist", () => {
    expect(renderToStaticMarkup(<NotFoundContent home="/" />)).toContain("This page does not exist, or you do not have access to it");
  });

  it("say whether anything was lost, and what to quote", () => {
    const html = renderToStaticMarkup(<FaultContent saved={false} contact="committee@portal.example" reference="f3a9" />);
    expect(html).toContain("Sorry, there is a problem with the service");
    expect(html).toContain("What you typed was not saved.");
    expect(html).toContain("f3a9");
  });
});

it.each(Object.entries(statusSentences))("the state %s is a sentence on top of the page", (state, sentence) => {
  const html = renderToStaticMarkup(
    <StatusHeading state={state as ShownState} reference="2026-042" organization="Seven-Corp" lede="No action needed." />,
  );
  expect(html).toContain(`<h1 tabindex="-1">${sentence}</h1>`);
});
