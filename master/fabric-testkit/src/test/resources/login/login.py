"""Logs in with Autobahn|Python: one line per attempt. Arguments: url, attempts as JSON."""

import asyncio
import json
import sys
import types

URL, ATTEMPTS = sys.argv[1], json.loads(sys.argv[2])
HASHES = {attempt["secret"]: attempt["hash"] for attempt in ATTEMPTS if "hash" in attempt}

# Autobahn takes Argon2 from a package that Debian's autobahn does not bring. All of SCRAM but the hash itself is Autobahn's.
argon2 = types.ModuleType("argon2")
argon2.Type = types.SimpleNamespace(ID=2)
argon2.low_level = types.ModuleType("argon2.low_level")
argon2.low_level.Type = argon2.Type
argon2.low_level.hash_secret = lambda secret, **parameters: f"$argon2id$v=19$m,t,p$salt${HASHES[secret.decode()]}".encode()
sys.modules["argon2"], sys.modules["argon2.low_level"] = argon2, argon2.low_level

from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession  # noqa: E402
from autobahn.wamp.auth import create_authenticator  # noqa: E402

KEYS = {"ticket": "ticket", "wampcra": "secret", "cryptosign": "privkey", "scram": "password"}


async def login(method, authid, secret):
    arguments = {"authid": authid}
    if method in KEYS:
        arguments[KEYS[method]] = secret
    done = asyncio.get_running_loop().create_future()
    proof = create_authenticator(method, **arguments)

    class Session(ApplicationSession):
        def onConnect(self):
            self.join("realm1", [method], authid, authextra=dict(proof.authextra))

        def onChallenge(self, challenge):
            return proof.on_challenge(self, challenge)

        def onWelcome(self, welcome):
            return proof.on_welcome(self, welcome.authextra)

        def onJoin(self, details):
            done.set_result(f"in as {details.authid}, {details.authrole}")
            self.leave()

        def onLeave(self, details):
            if not done.done():
                done.set_result(f"out: {details.reason}")
            self.disconnect()

        def onDisconnect(self):
            """The runner would stop the event loop here."""

    await ApplicationRunner(URL, "realm1").run(Session, start_loop=False)
    return await done


async def main():
    for attempt in ATTEMPTS:
        result = await login(attempt["method"], attempt["authid"], attempt["secret"])
        print(f"{attempt['method']} {attempt['authid']}: {result}")


asyncio.run(main())
