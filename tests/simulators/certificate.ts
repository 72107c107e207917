import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A key and a certificate, both PEM. */
export type Certified = { readonly key: string; readonly certificate: string };

/**
 * A certificate that signs itself, for some host names, of this moment and for a day: made when it is needed, so that no key lies
 * in the repository and none runs out. X.509 as RFC 5280 writes it, in the distinguished encoding of ASN.1.
 */
export function selfSigned(hosts: readonly string[], { validFrom = new Date(Date.now() - 3_600_000) } = {}): Certified {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from("Forewarned tests")))));
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const names = sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))));
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(validFrom), time(new Date(validFrom.getTime() + 86_400_000))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, names)))),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", toBeSigned, privateKey)]));
  const encoded = sequence(toBeSigned, ecdsaWithSha256, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${encoded.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

function oid(...octets: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(octets));
}

function time(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]|\.\d{3}/g, "");
  return tagged(0x17, Buffer.from(digits.slice(2)));
}
