// Calls and hears an event over long polls, and over a WebSocket with compression.
import http from "http";
import { WebSocket } from "ws";

// autobahn-js takes what a browser has. This one compresses everything, as browsers do.
globalThis.WebSocket = class extends WebSocket {
  constructor(url, protocols) { super(url, protocols, { perMessageDeflate: { threshold: 0 } }); }
};
globalThis.XMLHttpRequest = class {
  #request; #headers = {};
  open(method, url) { this.#request = { method, url }; }
  setRequestHeader(name, value) { this.#headers[name] = value; }
  send(body) {
    const request = http.request(this.#request.url, { method: this.#request.method, headers: this.#headers }, answer => {
      let text = "";
      answer.on("data", part => text += part);
      answer.on("end", () => {
        this.status = answer.statusCode;
        this.statusText = answer.statusMessage;
        this.responseText = text;
        this.readyState = 4;
        this.onreadystatechange();
      });
    });
    request.end(body ?? "");
  }
};
const { default: autobahn } = await import("autobahn");
const address = process.argv[1];
const text = "the temperature of the boiler is high, ".repeat(50);

function join(type, url) {
  return new Promise((resolve, reject) => {
    const connection = new autobahn.Connection({ transports: [{ type, url }], realm: "realm1", max_retries: 0 });
    connection.onopen = session => resolve({ connection, session, closed });
    const closed = new Promise(done => connection.onclose = (reason, details) => {
      reject(new Error(`${url}: ${reason} ${details?.message ?? ""}`));
      done(reason);
      return true;
    });
    connection.open();
  });
}

async function exercise(name, type, url) {
  const { connection, session, closed } = await join(type, url);
  await session.register(`com.echo.${name}`, ([value]) => value);
  const event = new Promise(resolve => session.subscribe(`com.topic.${name}`, ([value]) => resolve(value))
    .then(() => session.publish(`com.topic.${name}`, [text], {}, { exclude_me: false })));
  for (let i = 0; i < 10; i++) {
    if (await session.call(`com.echo.${name}`, [text + i]) !== text + i) throw new Error("not what was sent");
  }
  if (await event !== text) throw new Error("not what was published");
  connection.close();
  const reason = await closed;
  if (reason !== "closed") throw new Error(`ended as ${reason}`);
  console.log(name, "done");
}

// Many at once in a session: each message is a request of its own, and they overtake each other.
async function crowd(type, url) {
  const { connection, session, closed } = await join(type, url);
  await session.register("com.echo.crowd", ([value]) => value);
  const calls = [];
  for (let i = 0; i < 40; i++) calls.push(session.call("com.echo.crowd", [i]));
  const values = await Promise.all(calls);
  if (values.some((value, i) => value !== i)) throw new Error("not what was sent");
  connection.close();
  await closed;
  console.log("crowd done");
}

await exercise("longpoll", "longpoll", `http://${address}/longpoll`);
await crowd("longpoll", `http://${address}/longpoll`);
await exercise("deflate", "websocket", `ws://${address}/deflate`);
