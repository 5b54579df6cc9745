// Register, publish, subscribe and call with autobahn-js.
import { WebSocket } from "ws";

// autobahn-js takes the WebSocket of the browser; Node.js has one of its own from version 22 on.
globalThis.WebSocket ??= WebSocket;
const { default: autobahn } = await import("autobahn");

const address = process.argv[2] ?? "127.0.0.1:8080";

function join(path) {
  return new Promise((resolve, reject) => {
    const connection = new autobahn.Connection({ url: `ws://${address}/${path}`, realm: "line", max_retries: 0 });
    connection.onopen = session => resolve({ connection, session });
    connection.onclose = (reason, details) => { reject(new Error(`${path}: ${reason} ${details?.message ?? ""}`)); return true; };
    connection.open();
  });
}

const machine = await join("machines");
const operator = await join("ws");

await machine.session.register("com.plant.multiply", ([a, b]) => a * b);
console.log("registered com.plant.multiply");

const event = new Promise(resolve => operator.session.subscribe("com.plant.measured", ([value]) => resolve(value))
  .then(() => machine.session.publish("com.plant.measured", [21.5], {}, { acknowledge: true })));
console.log("event com.plant.measured:", await event);

console.log("called com.plant.multiply(6, 7):", await operator.session.call("com.plant.multiply", [6, 7]));

try {
  await operator.session.register("com.plant.mine", () => 0);
  console.log("an operator may register");
  process.exitCode = 1;
} catch (refused) {
  console.log("an operator may not register:", refused.error);
}
operator.connection.close();
machine.connection.close();
