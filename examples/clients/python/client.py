"""Register, publish, subscribe and call with Autobahn|Python on asyncio."""

import asyncio
import sys

from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.types import PublishOptions

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8080"


async def join(path):
    """A session on realm `line`, joined over this path."""
    joined = asyncio.get_running_loop().create_future()

    class Session(ApplicationSession):
        async def onJoin(self, details):
            joined.set_result(self)

        def onLeave(self, details):
            if not joined.done():
                joined.set_exception(RuntimeError(f"{path}: {details.reason} {details.message}"))
            super().onLeave(details)

        def onDisconnect(self):
            """The runner would stop the event loop here."""

    await ApplicationRunner(f"ws://{ADDRESS}/{path}", "line").run(Session, start_loop=False)
    return await joined


async def main():
    machine = await join("machines")
    operator = await join("ws")

    await machine.register(lambda a, b: a * b, "com.plant.multiply")
    print("registered com.plant.multiply")

    event = asyncio.get_running_loop().create_future()
    await operator.subscribe(event.set_result, "com.plant.measured")
    await machine.publish("com.plant.measured", 21.5, options=PublishOptions(acknowledge=True))
    print("event com.plant.measured:", await event)

    print("called com.plant.multiply(6, 7):", await operator.call("com.plant.multiply", 6, 7))

    try:
        await operator.register(lambda: 0, "com.plant.mine")
    except ApplicationError as refused:
        print("an operator may not register:", refused.error)
    else:
        raise SystemExit("an operator may register")
    await operator.leave()
    await machine.leave()


asyncio.run(main())
