import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";

/**
 * A name server over real UDP and TCP, speaking the wire format of RFC 1035: what a name answers is a script that tests set, and
 * may change as time goes on. A name that was never set does not exist.
 */
export type Zone =
  | {
      readonly mx?: readonly (readonly [preference: number, exchange: string])[];
      readonly txt?: readonly string[];
      readonly ns?: readonly string[];
      readonly a?: readonly string[];
      readonly aaaa?: readonly string[];
    }
  /** Trouble, for every kind of question. */
  | "nxdomain"
  | "servfail"
  | "refused"
  | "silent"
  | "garbage";

/** What a name says to the nth question for a type, counted from 0. */
export type ZoneScript = Zone | ((nth: number, type: RecordType) => Zone);

export type RecordType = "A" | "NS" | "MX" | "TXT" | "AAAA";

export type DnsSimulator = {
  /** "127.0.0.1:40123", as EVIDENCE_DNS wants it. */
  readonly address: string;
  /** How a gateway asks it: patient enough for a busy machine, but not with names that give no answer. */
  readonly via: () => { readonly servers: readonly string[]; readonly patienceMs: number };
  readonly set: (name: string, script: ZoneScript) => void;
  /** Every question, "MX globex.example", over UDP and TCP alike. */
  readonly asked: readonly string[];
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

const types: Readonly<Record<number, RecordType>> = { 1: "A", 2: "NS", 15: "MX", 16: "TXT", 28: "AAAA" };
const codes: Readonly<Record<RecordType, number>> = { A: 1, NS: 2, MX: 15, TXT: 16, AAAA: 28 };
const rcodes = { nxdomain: 3, servfail: 2, refused: 5 } as const;

/** The most octets that an answer over UDP may have without further agreement: RFC 1035 section 4.2.1. */
const mostOverUdp = 512;

/** The MX record of a domain that takes no mail: RFC 7505. */
export const nullMx: Zone = { mx: [[0, ""]] };

export async function startDns(): Promise<DnsSimulator> {
  const zones = new Map<string, ZoneScript>();
  const asked: string[] = [];
  const open = new Set<Socket>();

  const answer = (query: Buffer): Buffer | null => {
    const question = questionOf(query);
    const type = types[question.type];
    asked.push(`${type ?? question.type} ${question.name}`);
    const nth = asked.filter((each) => each === asked.at(-1)).length - 1;
    const script = zones.get(question.name) ?? "nxdomain";
    const zone = typeof script === "function" ? (type === undefined ? {} : script(nth, type)) : script;
    if (zone === "silent") return null;
    if (zone === "garbage") return Buffer.concat([query.subarray(0, 2), Buffer.from("this is no answer")]);
    if (typeof zone === "string") return message(query, question.end, { rcode: rcodes[zone], answers: [] });
    return message(query, question.end, { rcode: 0, answers: type === undefined ? [] : recordsOf(zone, type) });
  };

  const tcp = createServer((socket) => {
    open.add(socket);
    let held = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
    socket.on("data", (part) => {
      held = Buffer.concat([held, part]);
      while (held.length >= 2 && held.length >= held.readUInt16BE(0) + 2) {
        const length = held.readUInt16BE(0);
        const reply = answer(held.subarray(2, length + 2));
        held = held.subarray(length + 2);
        if (reply !== null) socket.write(Buffer.concat([sixteen(reply.length), reply]));
      }
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
  const { port } = tcp.address() as { port: number };

  const udp = createSocket("udp4");
  udp.on("message", (query, from) => {
    const reply = answer(query);
    if (reply === null) return;
    udp.send(reply.length > mostOverUdp ? truncated(query) : reply, from.port, from.address);
  });
  await new Promise<void>((resolve) => udp.bind(port, "127.0.0.1", resolve));

  const address = `127.0.0.1:${port}`;
  const mute = (script: ZoneScript) => script === "silent" || script === "garbage";
  return {
    address,
    via: () => ({ servers: [address], patienceMs: [...zones.values()].some(mute) ? 300 : 3_000 }),
    set: (name, script) => void zones.set(name, script),
    asked,
    clear: () => {
      zones.clear();
      asked.length = 0;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([new Promise<void>((resolve) => udp.close(resolve)), new Promise((resolve) => tcp.close(resolve))]);
    },
  };
}

type Question = { readonly name: string; readonly type: number; readonly end: number };

function questionOf(query: Buffer): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function recordsOf(zone: Exclude<Zone, string>, type: RecordType): readonly Buffer[] {
  const data = dataOf(zone, type);
  // the owner's name is the question's, by a pointer to octet 12: RFC 1035 section 4.1.4
  return data.map((each) =>
    Buffer.concat([sixteen(0xc00c), sixteen(codes[type]), sixteen(1), Buffer.from([0, 0, 0, 60]), sixteen(each.length), each]),
  );
}

function dataOf({ a = [], aaaa = [], ns = [], mx = [], txt = [] }: Exclude<Zone, string>, type: RecordType): readonly Buffer[] {
  switch (type) {
    case "A":
      return a.map((address) => Buffer.from(address.split(".").map(Number)));
    case "AAAA":
      return aaaa.map(sixteenOctets);
    case "NS":
      return ns.map(nameOf);
    case "MX":
      return mx.map(([preference, exchange]) => Buffer.concat([sixteen(preference), nameOf(exchange)]));
    case "TXT":
      return txt.map(textOf);
  }
}

function message(query: Buffer, end: number, { rcode, answers }: { rcode: number; answers: readonly Buffer[] }): Buffer {
  const flags = sixteen(0x8480 | (query.readUInt8(2) & 1 ? 0x0100 : 0) | rcode);
  const counts = Buffer.concat([sixteen(1), sixteen(answers.length), sixteen(0), sixteen(0)]);
  return Buffer.concat([query.subarray(0, 2), flags, counts, query.subarray(12, end), ...answers]);
}

/** Says that the whole answer is to be had over TCP. */
function truncated(query: Buffer): Buffer {
  const reply = message(query, questionOf(query).end, { rcode: 0, answers: [] });
  reply.writeUInt16BE(reply.readUInt16BE(2) | 0x0200, 2);
  return reply;
}

function nameOf(name: string): Buffer {
  const labels = name.split(".").filter((label) => label !== "");
  return Buffer.concat([...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
}

function textOf(text: string): Buffer {
  const parts = text.match(/[\s\S]{1,255}/g) ?? [""];
  return Buffer.concat(parts.map((part) => Buffer.from([part.length, ...Buffer.from(part, "latin1")])));
}

function sixteenOctets(address: string): Buffer {
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const before = groups(head);
  const after = groups(tail ?? "");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return Buffer.concat([...before, ...zeros, ...after].map((group) => sixteen(Number.parseInt(group, 16))));
}

function sixteen(value: number): Buffer {
  const octets = Buffer.alloc(2);
  octets.writeUInt16BE(value);
  return octets;
}
