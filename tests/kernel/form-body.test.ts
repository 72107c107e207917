import { describe, expect, it } from "vitest";
import { formLimits, readForm } from "@/lib/kernel/form-body";

const urlencoded = "application/x-www-form-urlencoded";

function post(body: BodyInit, type: string | null = urlencoded, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/x", {
    method: "POST",
    body,
    headers: { ...(type === null ? {} : { "content-type": type }), ...headers },
  });
}

/** A body that never ends: shows that reading stops at the limit and not at the end. */
function endless(): { stream: ReadableStream<Uint8Array>; sent: () => number } {
  let sent = 0;
  const part = new TextEncoder().encode("a".repeat(16_384));
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += part.byteLength;
      controller.enqueue(part);
    },
  });
  return { stream, sent: () => sent };
}

describe("reading a posted form", () => {
  it("gives names and texts", async () => {
    expect(await readForm(post("alias=sec%40acme.example&finished=yes&who=M%C3%BCller+%26+S%C3%B6hne"), ["*"])).toEqual({
      alias: "sec@acme.example",
      finished: "yes",
      who: "Müller & Söhne",
    });
  });

  it.each([
    ["text/plain (HC-FRM-010)", "alias=x", "text/plain"],
    ["XML with an external entity (HC-FRM-010)", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "application/xml"],
    ["JSON", '{"role":"admin"}', "application/json"],
    ["no type", new Uint8Array([1]), null],
    [
      "a form in parts (HC-FRM-010)",
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
    ["bytes that are no UTF-8 (HC-TXT-004)", new Uint8Array([0x61, 0x3d, 0xc3, 0x28]), urlencoded],
    ["escapes that are no UTF-8 (HC-TXT-004)", "a=%C3%28", urlencoded],
    ["a broken escape", "a=%zz", urlencoded],
    ["__proto__ (HC-FRM-003)", "__proto__[role]=admin", urlencoded],
    ["nested brackets, 1,000 deep (HC-FRM-003)", `a${"[b]".repeat(1000)}=1`, urlencoded],
    ["a field without a name", "=1", urlencoded],
    ["a field that comes twice", "email=ada@acme.example&name=Ada&email=eve@evil.example", urlencoded],
    ["a field that comes twice with one text", "role=reviewer&role=reviewer", urlencoded],
    [
      "100,000 fields (HC-FRM-003)",
      Array.from({ length: 100_000 }, (_, n) => `f${n}=`)
        .join("&")
        .slice(0, 250_000),
      urlencoded,
    ],
    ["a body over the limit", `a=${"b".repeat(formLimits.bytes)}`, urlencoded],
  ])("refuses %s", async (_, body, type) => {
    await expect(readForm(post(body as BodyInit, type as string | null), ["*"])).rejects.toMatchObject({ name: "Refusal", kind: "input" });
  });

  it.each(["role=admin", "reasons=x", "reason=x", "verdict.a=x&verdict=x"])(
    "HC-FRM-002: refuses a name that is not declared: %s",
    async (body) => {
      await expect(readForm(post(body), ["name", "reason.*", "verdict.a"])).rejects.toMatchObject({ kind: "input" });
    },
  );

  it("takes a name by its declared start", async () => {
    expect(await readForm(post("reason.alias=x"), ["name", "reason.*"])).toEqual({ "reason.alias": "x" });
  });

  it("refuses a file", async () => {
    const form = new FormData();
    form.set("a", new File(["x"], "x.txt"));
    await expect(readForm(post(form, null), ["*"])).rejects.toMatchObject({ kind: "input" });
  });

  it("stops reading soon after the limit", async () => {
    const { stream, sent } = endless();
    const request = new Request("http://localhost/x", {
      method: "POST",
      body: stream,
      headers: { "content-type": urlencoded },
      duplex: "half",
    } as RequestInit);
    await expect(readForm(request, ["*"])).rejects.toMatchObject({ kind: "input" });
    expect(sent()).toBeLessThan(2 * formLimits.bytes);
  });

  it("keeps text at the documented lengths whole", async () => {
    const text = "Zeile\r\n".repeat(2_000);
    expect(await readForm(post(new URLSearchParams({ text })), ["*"])).toEqual({ text });
  });
});
