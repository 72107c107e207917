import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkpointsIn, gapsIn, wronglySigned } from "@/lib/audit/checkpoint-file";
import { isSigned, keyIdOf, lineOf, newSigningKey, publicKeysFrom, signCheckpoint, signingKeyFrom } from "@/lib/audit/signing";

function newKey() {
  const made = newSigningKey();
  const key = signingKeyFrom(made.privateKey);
  if (key === null) throw new Error("A key that was just made is none");
  return { ...made, key };
}

const entry = (hour: number) => ({ position: 10 + hour, hash: "ab".repeat(32), at: new Date(Date.UTC(2026, 10, 28, hour)).toISOString() });
const [old, current, stranger] = [newKey(), newKey(), newKey()];

describe("a signed checkpoint", () => {
  const signed = signCheckpoint(old.key, entry(1));

  it.each([
    ["position", { position: 12 }],
    ["hash", { hash: "cd".repeat(32) }],
    ["time", { at: entry(2).at }],
    ["key", { keyId: keyIdOf(current.key) }],
  ])("holds as it stands, and with another %s no more", (_, change) => {
    const key = createPublicKey(old.publicKey);
    expect(isSigned(key, signed)).toBe(true);
    expect(isSigned(key, { ...signed, ...change })).toBe(false);
  });

  it("HC-AUD-010: is verified from a file, with public keys alone", () => {
    const file = [1, 2, 3].map((hour) => lineOf(signCheckpoint(old.key, entry(hour)))).join("\n");
    const keys = publicKeysFrom(old.publicKey) ?? new Map();
    expect(file).not.toContain(old.privateKey);
    expect(wronglySigned(checkpointsIn(file) ?? [], keys)).toBeNull();
    expect(wronglySigned(checkpointsIn(file.replace('"position":12', '"position":13')) ?? [], keys)).toBe(2);
    expect(wronglySigned(checkpointsIn(`${file}\n14 ${"ab".repeat(32)}`) ?? [], keys)).toBe(4);
  });

  it("HC-AUD-011: of an old key holds after the key was changed, and one of a strange key does not", () => {
    const both = [signed, signCheckpoint(current.key, entry(2))];
    const keys = publicKeysFrom(`${old.publicKey}\n${current.publicKey}`) ?? new Map();
    expect(wronglySigned(both, keys)).toBeNull();
    expect(wronglySigned(both, publicKeysFrom(current.publicKey) ?? new Map())).toBe(1);
    expect(wronglySigned([...both, signCheckpoint(stranger.key, entry(3))], keys)).toBe(3);
  });

  it("HC-AUD-011: is missed when there is none for more than two hours", () => {
    const gaps = (now: number, ...hours: number[]) =>
      gapsIn(
        hours.map((hour) => signCheckpoint(old.key, entry(hour))),
        new Date(entry(now).at),
      );
    expect(gaps(6, 1, 2, 4)).toEqual([]);
    expect(gaps(6, 1, 2, 5, 6)).toEqual([{ from: entry(2).at, to: entry(5).at }]);
    expect(gaps(9, 1, 2, 4)).toEqual([{ from: entry(4).at, to: entry(9).at }]);
    expect(gaps(9)).toEqual([]);
  });
});

it("a key is Ed25519 and private, as PEM or base64; another one is none", () => {
  const pem = old.key.export({ type: "pkcs8", format: "pem" }).toString();
  for (const text of [pem, pem.replaceAll("\n", "\\n"), old.privateKey])
    expect(keyIdOf(signingKeyFrom(text) ?? stranger.key)).toBe(keyIdOf(old.key));
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  for (const text of ["", "nonsense", old.publicKey, rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString()])
    expect(signingKeyFrom(text)).toBeNull();
  for (const text of ["", "nonsense", rsa.publicKey.export({ type: "spki", format: "pem" }).toString()])
    expect(publicKeysFrom(text)).toBeNull();
});

it.each([
  "{}",
  "{",
  '{"position":1}',
  `{"position":1,"hash":"${"ab".repeat(32)}","at":"now","keyId":"0123456789abcdef","signature":"AA=="}`,
])("the line %s is no checkpoint", (line) => expect(checkpointsIn(line)).toBeNull());
