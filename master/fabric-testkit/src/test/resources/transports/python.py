"""Calls and hears events through each serializer, batched and not, with and without compression. It always offers permessage-deflate."""

import asyncio
import sys

from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp.serializer import JsonSerializer, MsgPackSerializer
from autobahn.wamp.types import PublishOptions

TEXT = "the temperature of the boiler is high, " * 50


async def join(url, serializer):
    joined = asyncio.get_running_loop().create_future()

    class Session(ApplicationSession):
        async def onJoin(self, details):
            joined.set_result(self)

        def onLeave(self, details):
            if not joined.done():
                joined.set_exception(RuntimeError(f"{details.reason} {details.message}"))
            super().onLeave(details)

        def onDisconnect(self):
            if not joined.done():
                joined.set_exception(RuntimeError("disconnected"))

    await ApplicationRunner(url, "realm1", serializers=[serializer]).run(Session, start_loop=False)
    return await joined


async def exercise(url, name, serializer):
    session = await join(url, serializer)
    events = []
    done = asyncio.get_running_loop().create_future()

    def on_event(number, text):
        events.append(number)
        if number == 99:
            done.set_result(None)

    await session.register(lambda text: text, f"com.echo.{name}")
    await session.subscribe(on_event, f"com.topic.{name}")
    answers = await asyncio.gather(*[session.call(f"com.echo.{name}", TEXT + str(i)) for i in range(100)])
    assert answers == [TEXT + str(i) for i in range(100)], answers
    for i in range(100):
        session.publish(f"com.topic.{name}", i, TEXT, options=PublishOptions(exclude_me=False))
    await done
    assert events == list(range(100)), events
    compressed = session._transport._perMessageCompress is not None
    print(name, "compressed" if compressed else "plain", "done")
    await session.leave()


async def main():
    for path in ["plain", "deflate"]:
        for name, serializer in [
            ("json", JsonSerializer()),
            ("json.batched", JsonSerializer(batched=True)),
            ("msgpack", MsgPackSerializer()),
            ("msgpack.batched", MsgPackSerializer(batched=True)),
        ]:
            await exercise(f"{sys.argv[1]}/{path}", name, serializer)


asyncio.run(main())
