// Logs in with autobahn-js: one line per attempt. Arguments: url, attempts as JSON.
import { WebSocket } from "ws";
import { createRequire } from "node:module";

globalThis.WebSocket ??= WebSocket;
const { default: autobahn } = await import("autobahn");
const nacl = createRequire(process.cwd() + "/")("tweetnacl");
const [url, attempts] = process.argv.slice(1);

function login({ method, authid, secret }) {
  const key = method === "cryptosign" ? nacl.sign.keyPair.fromSeed(Buffer.from(secret, "hex")) : null;
  const answer = extra => {
    switch (method) {
      case "ticket": return secret;
      case "wampcra": return autobahn.auth_cra.sign(
        extra.salt ? autobahn.auth_cra.derive_key(secret, extra.salt, extra.iterations, extra.keylen) : secret, extra.challenge);
      case "cryptosign": return autobahn.auth_cryptosign.sign_challenge(key, extra);
    }
  };
  return new Promise(resolve => {
    const connection = new autobahn.Connection({
      url, realm: "realm1", authmethods: [method], authid, max_retries: 0,
      authextra: key ? { pubkey: autobahn.auth_cryptosign.public_key(key) } : undefined,
      onchallenge: (session, asked, extra) => answer(extra),
    });
    connection.onopen = (session, details) => {
      resolve(`in as ${details.authid}, ${details.authrole}`);
      connection.close();
    };
    connection.onclose = (reason, details) => { resolve(`out: ${details?.reason}`); return true; };
    connection.open();
  });
}

for (const attempt of JSON.parse(attempts)) {
  console.log(`${attempt.method} ${attempt.authid}: ${await login(attempt)}`);
}
