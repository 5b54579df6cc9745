// The driver of autobahn-js. Argument: the address of lines.mjs.
import { WebSocket } from "ws";

globalThis.WebSocket ??= WebSocket;
const { default: autobahn } = await import("autobahn");
const { serve, event, holds, Unsupported, Failure } = await import(process.argv[1]);

const SERIALIZERS = {
  json: autobahn.serializer.JSONSerializer,
  msgpack: autobahn.serializer.MsgpackSerializer,
  cbor: autobahn.serializer.CBORSerializer,
};

/** A result is a value, or a Result where there are several or named ones. */
function unfold(result) {
  if (result instanceof autobahn.Result) return { args: result.args, kwargs: result.kwargs };
  return { args: result === null ? [] : [result], kwargs: {} };
}

function failed(error) {
  throw error instanceof autobahn.Error ? new Failure(error.error, error.args, error.kwargs) : error;
}

function transport(url, serializer) {
  const address = new URL(url.replace("rs:", "http:"));
  return url.startsWith("rs:")
    ? { type: "rawsocket", host: address.hostname, port: Number(address.port) }
    : { type: "websocket", url, serializers: [new SERIALIZERS[serializer]()] };
}

serve(({ url, serializer, realm, authid, ticket }, seen) => new Promise((resolve, reject) => {
  const connection = new autobahn.Connection({
    transports: [transport(url, serializer)], realm, authid, authmethods: ["ticket"], onchallenge: () => ticket, max_retries: 0,
    on_user_error: () => {},
  });
  const registrations = new Map();
  const subscriptions = new Map();

  function sendable(...values) {
    if (serializer !== "cbor" && holds(values, value => typeof value === "bigint")) throw new Unsupported(`its ${serializer} takes no BigInt`);
    if (serializer === "json" && holds(values, value => value instanceof Uint8Array)) throw new Unsupported("its JSON has no binary");
  }

  connection.onopen = session => resolve({
    details: { session: session.id },
    async register(uri, options, answer) {
      const endpoint = (args, kwargs, call) => answer({ args, kwargs, details: call, progress: step => call.progress(step) })
        .then(({ args, kwargs }) => new autobahn.Result(args, kwargs),
          failure => { throw new autobahn.Error(failure.uri, failure.args, failure.kwargs); });
      const registration = await session.register(uri, endpoint, options).catch(failed);
      registrations.set(uri, registration);
      return { id: registration.id };
    },
    async unregister(uri) { await session.unregister(registrations.get(uri)).catch(failed); },
    call(uri, args, kwargs, options) {
      sendable(args, kwargs);
      const steps = [];
      const promise = session.call(uri, args, kwargs, options);
      return {
        result: promise.then(result => ({ ...unfold(result), ...(options.receive_progress ? { progress: steps } : {}) }), failed,
          step => { steps.push(unfold(step).args); }),
        cancel(mode) {
          if (mode !== "kill") throw new Unsupported("it takes the ERROR that follows CANCEL for a violation of the protocol");
          promise.cancel({ mode });
        },
      };
    },
    async subscribe(uri, options, add) {
      const subscription = await session.subscribe(uri, (args, kwargs, details) => add(event(args, kwargs, details)), options).catch(failed);
      subscriptions.set(uri, subscription);
      return { id: subscription.id };
    },
    async unsubscribe(uri) { await session.unsubscribe(subscriptions.get(uri)).catch(failed); },
    async publish(uri, args, kwargs, options) {
      sendable(args, kwargs);
      await session.publish(uri, args, kwargs, options)?.catch(failed);
    },
    async leave() {
      connection.close();
      await seen.closed;
    },
  });
  connection.onclose = (reason, details) => {
    reject(new Failure(details?.reason ?? reason));
    seen.close(details?.reason);
    return true;
  };
  connection.open();
}));
