// What the drivers of JavaScript clients share: the line protocol of the feature matrix (see Driver.java), and what callees do.
import { createInterface } from "readline";

/** The client cannot do what a command asks for; the message says why. */
export class Unsupported extends Error {}

/** A WAMP ERROR. */
export class Failure extends Error {
  constructor(uri, args, kwargs) { super(uri); Object.assign(this, { uri, args: args ?? [], kwargs: kwargs ?? {} }); }
}

function decode(value) {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  if ("$int" in value) return BigInt(value.$int);
  if ("$bytes" in value) return new Uint8Array(Buffer.from(value.$bytes, "hex"));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}

function encode(value) {
  if (typeof value === "bigint") return { $int: value.toString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("hex") };
  if (value instanceof Map) return encode(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(encode);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)]));
}

/** True where a value within is of this kind. */
export function holds(value, kind) {
  return kind(value) || (value !== null && typeof value === "object" && !(value instanceof Uint8Array)
    && Object.values(value).some(inner => holds(inner, kind)));
}

/** What one session has seen, until it is asked for. */
class Seen {
  #entries = [];
  #waiting = [];
  closed = new Promise(resolve => this.close = reason => resolve({ reason }));
  held = [];

  add(entry) {
    this.#entries.push(entry);
    this.#serve();
  }

  /** Everything, once there is so much. */
  take(count) {
    return new Promise(resolve => { this.#waiting.push({ count, resolve }); this.#serve(); });
  }

  #serve() {
    const [first] = this.#waiting;
    if (first && this.#entries.length >= first.count) {
      this.#waiting.shift();
      first.resolve(this.#entries.splice(0));
    }
  }
}

/** What a callee does with one call: {args, kwargs, details, progress}. A promise of {args, kwargs}, or a Failure. */
export async function serveCall(does, call, seen) {
  if (does === "echo") return { args: call.args, kwargs: call.kwargs };
  if (does === "nothing") return { args: [], kwargs: {} };
  if (does === "details") return { args: [], kwargs: present(call.details, ["procedure", "caller", "caller_authid", "caller_authrole"]) };
  if (does === "waits") {
    seen.add({ args: ["called"], kwargs: {} });
    return new Promise(resolve => seen.held.push(() => resolve({ args: ["released"], kwargs: {} })));
  }
  if ("says" in does) return { args: does.says, kwargs: {} };
  if ("progresses" in does) {
    for (const step of does.progresses) call.progress([step]);
    return { args: ["done"], kwargs: {} };
  }
  throw new Failure(does.fails, does.args, does.kwargs);
}

/** The fields that are there. */
export function present(details, names) {
  return Object.fromEntries(names.map(name => [name, details[name]]).filter(([, value]) => value !== undefined && value !== null && value !== false));
}

export function event(args, kwargs, details) {
  return { args: args ?? [], kwargs: kwargs ?? {}, ...present(details, ["topic", "publisher", "publisher_authid", "publisher_authrole", "retained"]) };
}

/**
 * Serves commands until stdin ends. join(command, seen) is a promise of a session: the fields of `details`, and the functions
 * register, unregister, call (which returns {result, cancel}), subscribe, unsubscribe, publish and leave; reason where it cannot tell one.
 */
export function serve(join) {
  const sessions = new Map();
  const calls = new Map();

  async function perform({ id, do: what, session: name, uri, options = {}, args = [], kwargs = {}, ...rest }) {
    if (what === "join") {
      const seen = new Seen();
      const session = await join(rest, seen);
      sessions.set(name, { session, seen });
      return session.details;
    }
    const { session, seen } = sessions.get(name);
    switch (what) {
      case "register": return session.register(uri, options, call => serveCall(rest.does, call, seen), rest.does);
      case "unregister": return session.unregister(uri);
      case "call": {
        const call = session.call(uri, args, kwargs, options);
        calls.set(id, call);
        return call.result;
      }
      case "cancel": return calls.get(rest.call).cancel(rest.mode);
      case "subscribe": return session.subscribe(uri, options, entry => seen.add(entry));
      case "unsubscribe": return session.unsubscribe(uri);
      case "publish": return session.publish(uri, args, kwargs, options);
      case "release": return seen.held.splice(0).forEach(release => release());
      case "seen": return seen.take(rest.count);
      case "leave": return session.leave();
      case "closed": return void await seen.closed;
      case "reason": return session.reason ? session.reason() : seen.closed;
    }
    throw new Unsupported(`no command ${what}`);
  }

  createInterface({ input: process.stdin }).on("line", async line => {
    const command = decode(JSON.parse(line));
    let answer;
    try {
      answer = { ok: (await perform(command)) ?? null };
    } catch (error) {
      if (error instanceof Unsupported) answer = { unsupported: error.message };
      else if (error instanceof Failure) answer = { error: { uri: error.uri, args: error.args, kwargs: error.kwargs } };
      else answer = { broken: String(error?.stack ?? error) };
    }
    process.stdout.write(JSON.stringify({ id: command.id, ...encode(answer) }) + "\n");
  }).on("close", () => process.exit(0));
  process.on("unhandledRejection", error => console.error("unhandled", error));
}
