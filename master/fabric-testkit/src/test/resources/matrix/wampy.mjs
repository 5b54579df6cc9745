// The driver of wampy. Argument: the address of lines.mjs.
import { WebSocket } from "ws";
import { Wampy } from "wampy";
import { JsonSerializer } from "wampy/JsonSerializer.js";
import { CborSerializer } from "wampy/CborSerializer.js";
import { MsgpackSerializer } from "wampy/MsgpackSerializer.js";

const { serve, event, holds, Unsupported, Failure } = await import(process.argv[1]);
const SERIALIZERS = { json: JsonSerializer, msgpack: MsgpackSerializer, cbor: CborSerializer };

function failed(error) {
  throw error.errorUri ? new Failure(error.errorUri, error.argsList, error.argsDict) : error;
}

const unfold = ({ argsList, argsDict }) => ({ args: argsList ?? [], kwargs: argsDict ?? {} });
const fold = ({ args, kwargs }) => ({ argsList: args, argsDict: kwargs });

serve(async ({ url, serializer, realm, authid, ticket }, seen) => {
  const topics = new Map();

  function sendable(...values) {
    if (serializer !== "msgpack" && holds(values, value => typeof value === "bigint")) throw new Unsupported(`its ${serializer} has no integers beyond 2^53`);
    if (serializer === "json" && holds(values, value => value instanceof Uint8Array)) throw new Unsupported("its JSON has no binary");
  }

  const client = new Wampy(url, {
    realm, authid, authmethods: ["ticket"], onChallenge: () => ticket, autoReconnect: false, uriValidation: "loose",
    serializer: new SERIALIZERS[serializer](),
    ws: class extends WebSocket { constructor(address, protocols) { super(address, protocols); } },
    onClose: () => seen.close(null),
  });
  await client.connect().catch(failed);
  return {
    details: { session: client.getSessionId() },
    async register(uri, options, answer, does) {
      if (does.progresses) throw new Unsupported("its callees do not announce progressive results");
      const { registrationId } = await client.register(uri, ({ argsList, argsDict, details }) =>
        answer({ ...unfold({ argsList, argsDict }), details: { procedure: uri, ...details } }).then(fold, failure => { throw { error: failure.uri, argsList: failure.args, argsDict: failure.kwargs }; }), options).catch(failed);
      return { id: registrationId };
    },
    async unregister(uri) { await client.unregister(uri).catch(failed); },
    call(uri, args, kwargs, { receive_progress, ...options }) {
      sendable(args, kwargs);
      const steps = [];
      const result = client.call(uri, fold({ args, kwargs }),
        receive_progress ? { ...options, progress_callback: step => { steps.push(step.argsList ?? []); } } : options);
      const request = client.getOpStatus().reqId;
      return {
        result: result.then(answer => ({ ...unfold(answer), ...(receive_progress ? { progress: steps } : {}) }), failed),
        cancel(mode) { client.cancel(request, mode ? { mode } : {}); },
      };
    },
    async subscribe(uri, options, add) {
      const { subscriptionId, subscriptionKey } = await client.subscribe(uri,
        ({ argsList, argsDict, details }) => add(event(argsList, argsDict, { topic: uri, ...details })),
        // Where there were options, if only an empty object, it does not find the subscription when it is to end it.
        Object.keys(options).length > 0 ? options : undefined).catch(failed);
      topics.set(uri, subscriptionKey);
      return { id: subscriptionId };
    },
    async unsubscribe(uri) { await client.unsubscribe(topics.get(uri)).catch(failed); },
    async publish(uri, args, kwargs, options) {
      sendable(args, kwargs);
      for (const [option, value] of Object.entries(options)) {
        if (option === "retain" || value === false) throw new Unsupported(`it does not send ${option}: ${value}`);
      }
      await client.publish(uri, fold({ args, kwargs }), options).catch(failed);
    },
    async leave() {
      await client.disconnect();
    },
    reason() { throw new Unsupported("it does not tell why a session has ended"); },
  };
});
