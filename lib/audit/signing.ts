import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";

/** A position in the chain at a moment, signed with a key that the database does not hold. */
export type SignedCheckpoint = {
  readonly position: number;
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `keyIdOf` the key that signed it. */
  readonly keyId: string;
  /** Ed25519, base64. */
  readonly signature: string;
};

/** A new key pair: the private key as one line for AUDIT_SIGNING_KEY, the public one as PEM. */
export function newSigningKey(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"), publicKey: publicKeyOf(privateKey) };
}

/** Reads a private Ed25519 key from PEM, or from its PKCS #8 form in base64. Null when the text is something else. */
export function signingKeyFrom(text: string): KeyObject | null {
  try {
    const pem = text.replaceAll("\\n", "\n");
    const key = pem.includes("-----BEGIN")
      ? createPrivateKey(pem)
      : createPrivateKey({ key: Buffer.from(text.trim(), "base64"), type: "pkcs8", format: "der" });
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

/** The public key that belongs to a private one, as PEM. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
}

/** Reads public Ed25519 keys from a text that holds one PEM block after another, by their ids. Null when it holds none or another kind. */
export function publicKeysFrom(text: string): ReadonlyMap<string, KeyObject> | null {
  try {
    const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
    const keys = blocks.map((pem) => createPublicKey(pem));
    if (keys.length === 0 || keys.some(({ asymmetricKeyType }) => asymmetricKeyType !== "ed25519")) return null;
    return new Map(keys.map((key) => [keyIdOf(key), key]));
  } catch {
    return null;
  }
}

/** A short fingerprint of a key pair, from its public half. */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
}

/** Signs a position in the chain. */
export function signCheckpoint(key: KeyObject, end: Pick<SignedCheckpoint, "position" | "hash" | "at">): SignedCheckpoint {
  const unsigned = { ...end, keyId: keyIdOf(key) };
  return { ...unsigned, signature: sign(null, signedText(unsigned), key).toString("base64") };
}

/** Whether a checkpoint carries the signature of the key over exactly its values. */
export function isSigned(key: KeyObject, checkpoint: SignedCheckpoint): boolean {
  return verify(null, signedText(checkpoint), key, Buffer.from(checkpoint.signature, "base64"));
}

function signedText({ position, hash, at, keyId }: Omit<SignedCheckpoint, "signature">): Buffer {
  return Buffer.from(`forewarned audit checkpoint\n${position} ${hash} ${at} ${keyId}\n`, "utf8");
}

/** A checkpoint as one line of a file. */
export function lineOf({ position, hash, at, keyId, signature }: SignedCheckpoint): string {
  return JSON.stringify({ position, hash, at, keyId, signature });
}
