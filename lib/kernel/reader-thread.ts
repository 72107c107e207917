import { Worker } from "node:worker_threads";
import { insideTransaction } from "@/db/client";
import { Refusal, type RefusalKind } from "./refusal";

/**
 * Parses a text from outside in a thread of its own, so that an expensive text does not delay other requests. The
 * thread is killed at the deadline or when it needs too much memory; the reader then refuses with a sentence, and the next text gets a new thread.
 *
 * Threads load the reader's source file through tsx, like the worker and the command line do: the same in `next dev`, in the production
 * build, and in tests. All of them run from the folder of the project.
 */

/** Which function is run: the file that exports it, from the folder of the project, and its name. */
export type ReaderFunction = { readonly file: `lib/${string}.ts`; readonly name: string };

type Limits = {
  /** For one text, from when the thread begins to read it. */
  readonly deadlineMs: number;
  /** Heap of one thread. */
  readonly memoryMb: number;
  /** How many texts are read at once. */
  readonly threads: number;
  /** Texts that may wait for a thread. More are refused at once. */
  readonly waiting: number;
};

const usually: Limits = { deadlineMs: 4_000, memoryMb: 256, threads: 2, waiting: 4 };

/** Loading the sources takes about a second, once. If it takes longer than this, the machine is overloaded. */
const startMs = 10_000;

const refusals = {
  slow: "This text takes too long to read. Shorten it, or leave out tables, quoted emails and formatting, and try again.",
  large: "This text needs too much memory to read. Shorten it, and try again.",
  busy: "The portal is reading other texts. Try again in a minute.",
} as const;

type Answer =
  | { readonly is: "begun" }
  | { readonly is: "read"; readonly result: unknown }
  | { readonly is: "refused"; readonly message: string; readonly kind: RefusalKind; readonly problems: Refusal["problems"] }
  | { readonly is: "failed"; readonly error: Error };

type Job = { readonly reader: ReaderFunction; readonly args: readonly unknown[]; readonly done: (outcome: Outcome) => void };
type Outcome = { readonly result: unknown } | { readonly error: Error };

/**
 * A pool of threads. `read` gives what the function returns; arguments and result must be plain data. It throws the function's own Refusal,
 * or one that says that the text was too slow or too large to read, or that too many texts are waiting. An idle thread does not keep the process alive,
 * and one that ends while it is idle is forgotten. Not to be called inside a transaction: with the wait for a thread and its start, reading can
 * take longer than the 15 s after which the database ends an idle transaction.
 */
export function readerPool(limits: Partial<Limits> = {}) {
  const { deadlineMs, memoryMb, threads, waiting } = { ...usually, ...limits };
  const idle: Thread[] = [];
  const queue: Job[] = [];
  let running = 0;

  function read(reader: ReaderFunction, args: readonly unknown[]): Promise<unknown> {
    if (insideTransaction()) return Promise.reject(new Error(`${reader.name} must be read before the transaction begins`));
    return new Promise((resolve, reject) => {
      if (running >= threads && queue.length >= waiting) return reject(refusedAs("busy").error);
      queue.push({ reader, args, done: (outcome) => ("error" in outcome ? reject(outcome.error) : resolve(outcome.result)) });
      next();
    });
  }

  function next(): void {
    if (running >= threads) return;
    const job = queue.shift();
    if (job) run(job, idle.pop() ?? newThread(memoryMb, (ended) => idle.splice(0, idle.length, ...idle.filter((each) => each !== ended))));
  }

  function run(job: Job, thread: Thread): void {
    running += 1;
    let timer = setTimeout(() => end(refusedAs("busy"), false), startMs);
    const end = (outcome: Outcome, reusable: boolean) => {
      clearTimeout(timer);
      thread.hear = () => {};
      thread.worker.unref();
      if (reusable) idle.push(thread);
      else void thread.worker.terminate();
      running -= 1;
      job.done(outcome);
      next();
    };
    thread.hear = (answer) => {
      if (answer.is === "begun") {
        clearTimeout(timer);
        timer = setTimeout(() => end(refusedAs("slow"), false), deadlineMs);
      } else if (answer.is === "read") end({ result: answer.result }, true);
      else if (answer.is === "refused") end({ error: new Refusal(answer.message, answer) }, true);
      else end(isOutOfMemory(answer.error) ? refusedAs("large") : { error: answer.error }, false);
    };
    thread.worker.ref();
    thread.worker.postMessage({ reader: job.reader, args: job.args });
  }

  return { read };
}

type Thread = { readonly worker: Worker; hear: (answer: Answer) => void };

function newThread(memoryMb: number, onExit: (thread: Thread) => void): Thread {
  const worker = new Worker(program, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    env: { NODE_ENV: "production" }, // a reader needs no secret
  });
  const thread: Thread = { worker, hear: () => {} };
  worker.on("message", (answer: Answer) => thread.hear(answer));
  worker.on("error", (error) => thread.hear({ is: "failed", error }));
  worker.on("exit", () => {
    onExit(thread);
    thread.hear({ is: "failed", error: new Error("A reader thread ended") });
  });
  return thread;
}

function isOutOfMemory(error: NodeJS.ErrnoException): boolean {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

const shared = readerPool();

/** The function of that name and file as one that runs in the shared pool of this process: same arguments, a promise of the same result. */
export function inThread<Read extends (...args: never[]) => unknown>(
  reader: ReaderFunction,
): (...args: Parameters<Read>) => Promise<ReturnType<Read>> {
  return async (...args) => (await shared.read(reader, args)) as ReturnType<Read>;
}

function refusedAs(why: keyof typeof refusals): { error: Refusal } {
  const kind = why === "busy" ? ({ kind: "too-often", retryAfterSeconds: 60 } as const) : ({ kind: "input" } as const);
  return { error: new Refusal(refusals[why], kind) };
}

/** Plain JavaScript, because the thread has no loader for TypeScript before this has run. */
const program = `
const { parentPort } = require("node:worker_threads");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const loader = import("tsx/esm/api").then(({ register }) => register());
parentPort.on("message", async ({ reader, args }) => {
  try {
    await loader;
    const { [reader.name]: read } = await import(pathToFileURL(join(process.cwd(), reader.file)).href);
    parentPort.postMessage({ is: "begun" });
    parentPort.postMessage({ is: "read", result: await read(...args) });
  } catch (error) {
    const { name, message, kind, problems } = error;
    parentPort.postMessage(name === "Refusal" ? { is: "refused", message, kind, problems } : { is: "failed", error });
  }
});
`;
