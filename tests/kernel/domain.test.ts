import { domainToASCII } from "node:url";
import { describe, expect, test } from "vitest";
import { plainReading, skeleton } from "@/lib/kernel/confusable";
import { confusableCharacters } from "@/lib/kernel/confusable-characters";
import { domainLists, registrableDomain } from "@/lib/kernel/domain";
import { aLabelHost } from "@/lib/kernel/host";
import { unicodeLabel } from "@/lib/kernel/punycode";

describe("the domain that somebody registered", () => {
  test.each([
    ["us.acme.example", "acme.example"],
    ["acme.test", "acme.test"],
    ["security.acme.co.uk", "acme.co.uk"],
    ["docs.acme.github.io", "acme.github.io"],
    ["mail.acme.onmicrosoft.com", "acme.onmicrosoft.com"],
    ["googlegroups.com", "googlegroups.com"],
    ["acme.xn--p1ai", "acme.xn--p1ai"],
    ["acme.anewtopleveldomain", "acme.anewtopleveldomain"],
    ["co.uk", null],
    ["github.io", null],
    ["localhost", null],
    ["acme.local", null],
    ["127.0.0.1", null],
    ["Acme.Example", null],
    ["", null],
  ])("of %s is %s", (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });
});

describe("what gives out addresses at a host", () => {
  test.each([
    ["gmail.com", "free-mail"],
    ["mail.gmail.com", "free-mail"],
    ["proton.me", "free-mail"],
    ["mailinator.com", "disposable"],
    ["a.b.mailinator.com", "disposable"],
    ["acme.onmicrosoft.com", "hosted"],
    ["googlegroups.com", "hosted"],
    ["acme.github.io", "hosted"],
    ["service.aliyun.com", "hosted"],
    ["aliyun.com", "free-mail"],
    ["centurylink.net", "listed"],
    ["acme.example", null],
    ["google.com", null],
    ["us.ibm.com", null],
  ])("%s: %s", (host, service) => {
    expect(domainLists.serviceAt(host)).toBe(service);
  });
});

describe("look-alikes", () => {
  const members = ["globex.example", "modern.example"];

  test.each([
    ["gl\u043ebex.example", "globex.example"],
    ["mail.g1obex.example", "globex.example"],
    ["globex.example", null],
    ["us.globex.example", null],
    ["modem.example", "modern.example"],
    ["gl\u00f6bex.example", "globex.example"],
    ["acme.example", null],
    ["\u0430cme.example", "acme.example"],
    ["acm\u0436.example", "acm\u0436.example"],
  ])("%s is mistaken for %s", (typed, like) => {
    expect(domainLists.mistakenFor(aLabelHost(typed) ?? "", members)).toBe(like);
  });

  test("every character of the table can occur in a host name, and looks like plain letters", () => {
    for (const [plain, codes] of Object.entries(confusableCharacters)) {
      for (const code of codes.split(" ")) {
        const email = String.fromCodePoint(Number.parseInt(code, 16));
        expect(email).toMatch(/^[\p{L}\p{N}]$/u);
        expect(skeleton(email)).toBe(skeleton(plain));
      }
    }
  });

  test("a plain host reads as nothing else", () => {
    expect(plainReading("acme.example")).toBeNull();
  });
});

describe("A-labels", () => {
  test.each([
    "b\u00fccher",
    "\u0430\u0440\u0440\u04cf\u0435",
    "\u682a\u5f0f\u4f1a\u793e",
    "\u03b5\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac",
    "\u0915\u094d\u0937\u0947\u0924\u094d\u0930",
    "a-\u00fc-b",
  ])("%s comes back from its A-label", (label) => {
    expect(unicodeLabel(domainToASCII(label))).toBe(label);
  });

  test.each(["acme", "xn--", "xn--99999999999", "xn--\u00e9"])("%s stays as it is", (label) => {
    expect(unicodeLabel(label)).toBe(label);
  });
});
