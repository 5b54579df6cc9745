"""The driver of Autobahn|Python: the line protocol of the feature matrix (see Driver.java)."""

import asyncio
import inspect
import json
import sys
import threading
import traceback

from autobahn.asyncio.rawsocket import WampRawSocketClientProtocol
from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.serializer import JsonSerializer, MsgPackSerializer
from autobahn.wamp.types import CallOptions, CallResult, PublishOptions, RegisterOptions, SubscribeOptions

# Its RawSocket for asyncio asks itself for this when a session begins, and does not have it.
WampRawSocketClientProtocol.transport_details = property(lambda self: self._transport_details)

SERIALIZERS = {"json": JsonSerializer, "msgpack": MsgPackSerializer}


class Unsupported(Exception):
    """The client cannot do what a command asks for; the message says why."""


def decode(value):
    if isinstance(value, list):
        return [decode(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if "$int" in value:
        return int(value["$int"])
    if "$bytes" in value:
        return bytes.fromhex(value["$bytes"])
    return {key: decode(inner) for key, inner in value.items()}


def encode(value):
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return {"$int": str(value)}
    if isinstance(value, (list, tuple)):
        return [encode(inner) for inner in value]
    if isinstance(value, dict):
        return {key: encode(inner) for key, inner in value.items()}
    return value


def made(options, given):
    """The options as the client has them."""
    unknown = sorted(set(given) - set(inspect.signature(options).parameters))
    if unknown:
        raise Unsupported(f"its {options.__name__} have no {unknown[0]}")
    return options(**given)


def present(details, *names):
    return {name: value for name in names if (value := getattr(details, name)) not in (None, False)}


def unfold(result):
    """A result is a value, or a CallResult where there are several or named ones."""
    if isinstance(result, CallResult):
        return {"args": result.results or [], "kwargs": result.kwresults or {}}
    return {"args": [] if result is None else [result], "kwargs": {}}


class Session:
    """One session, and what it has seen until it is asked for."""

    def __init__(self):
        loop = asyncio.get_running_loop()
        self.joined, self.closed = loop.create_future(), loop.create_future()
        self.entries, self.more = [], asyncio.Event()
        self.held, self.registrations, self.subscriptions, self.wamp = [], {}, {}, None

    def saw(self, args, kwargs, **details):
        self.entries.append({"args": list(args), "kwargs": kwargs, **details})
        self.more.set()

    async def join(self, url, serializer, realm, authid, ticket):
        outer = self

        class Wamp(ApplicationSession):
            def onConnect(self):
                self.join(realm, ["ticket"], authid)

            def onChallenge(self, challenge):
                return ticket

            def onUserError(self, failure, message):
                """Errors of procedures are expected here."""

            def onJoin(self, details):
                outer.wamp = self
                outer.joined.set_result({"session": details.session})

            def onLeave(self, details):
                if not outer.joined.done():
                    outer.joined.set_exception(ApplicationError(details.reason))
                if not outer.closed.done():
                    outer.closed.set_result({"reason": details.reason})
                self.disconnect()

            def onDisconnect(self):
                """The runner would stop the event loop here."""

        await ApplicationRunner(url, realm, serializers=[SERIALIZERS[serializer]()]).run(Wamp, start_loop=False)
        return await self.joined

    async def register(self, uri, options, does):
        async def endpoint(*args, details_, **kwargs):
            if does == "echo":
                return CallResult(*args, **kwargs)
            if does == "nothing":
                return CallResult()
            if does == "details":
                return CallResult(**present(details_, "procedure", "caller", "caller_authid", "caller_authrole"))
            if does == "waits":
                self.saw(["called"], {})
                released = asyncio.get_running_loop().create_future()
                self.held.append(released)
                try:
                    await released
                except asyncio.CancelledError:
                    self.saw(["interrupted"], {})
                    raise
                return CallResult("released")
            if "says" in does:
                return CallResult(*does["says"])
            if "progresses" in does:
                for step in does["progresses"]:
                    details_.progress(step)
                return CallResult("done")
            raise ApplicationError(does["fails"], *does.get("args", []), **does.get("kwargs", {}))

        registration = await self.wamp.register(endpoint, uri, made(RegisterOptions, {**options, "details_arg": "details_"}))
        self.registrations[uri] = registration
        return {"id": registration.id}

    async def unregister(self, uri):
        await self.registrations[uri].unregister()

    def call(self, uri, args, kwargs, options):
        steps = []
        given = dict(options)
        progressive = given.pop("receive_progress", False)
        if progressive:
            given["on_progress"] = lambda *step, **named: steps.append(list(step))
        promise = self.wamp.call(uri, *args, **kwargs, options=made(CallOptions, given))

        async def result():
            try:
                return {**unfold(await promise), **({"progress": steps} if progressive else {})}
            except asyncio.CancelledError:
                raise ApplicationError(ApplicationError.CANCELED)

        return promise, result()

    async def subscribe(self, uri, options):
        def heard(*args, details_, **kwargs):
            names = ("topic", "publisher", "publisher_authid", "publisher_authrole", "retained")
            self.saw(args, kwargs, **present(details_, *names))

        subscription = await self.wamp.subscribe(heard, uri, made(SubscribeOptions, {**options, "details_arg": "details_"}))
        self.subscriptions[uri] = subscription
        return {"id": subscription.id}

    async def unsubscribe(self, uri):
        await self.subscriptions[uri].unsubscribe()

    async def publish(self, uri, args, kwargs, options):
        published = self.wamp.publish(uri, *args, **kwargs, options=made(PublishOptions, options))
        if published is not None:
            await published

    async def seen(self, count):
        while len(self.entries) < count:
            self.more.clear()
            await self.more.wait()
        taken, self.entries = self.entries, []
        return taken

    async def leave(self):
        if self.wamp.is_attached():
            self.wamp.leave()
        await self.closed

    def release(self):
        for released in self.held:
            if not released.done():
                released.set_result(None)
        self.held = []


SESSIONS, CALLS = {}, {}


async def perform(id, do, session, uri=None, options={}, args=[], kwargs={}, **rest):
    if do == "join":
        SESSIONS[session] = Session()
        return await SESSIONS[session].join(**rest)
    here = SESSIONS[session]
    if do == "register":
        return await here.register(uri, options, rest["does"])
    if do == "call":
        CALLS[id], result = here.call(uri, args, kwargs, options)
        return await result
    if do == "cancel":
        if rest.get("mode"):
            raise Unsupported("it sends CANCEL without a mode only")
        CALLS[rest["call"]].cancel()
        return None
    if do == "subscribe":
        return await here.subscribe(uri, options)
    if do == "publish":
        return await here.publish(uri, args, kwargs, options)
    if do in ("unregister", "unsubscribe"):
        return await getattr(here, do)(uri)
    if do == "seen":
        return await here.seen(rest["count"])
    if do == "leave":
        return await here.leave()
    if do == "release":
        return here.release()
    if do in ("closed", "reason"):
        return await here.closed
    raise Unsupported(f"no command {do}")


async def answer(command):
    try:
        answered = {"ok": await perform(**command)}
    except Unsupported as reason:
        answered = {"unsupported": str(reason)}
    except ApplicationError as error:
        answered = {"error": {"uri": error.error, "args": list(error.args), "kwargs": error.kwargs or {}}}
    except BaseException:
        answered = {"broken": traceback.format_exc()}
    print(json.dumps({"id": command["id"], **encode(answered)}), flush=True)


async def main():
    loop = asyncio.get_running_loop()
    lines = asyncio.Queue()

    def read():
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    tasks = set()
    while (line := await lines.get()) is not None:
        task = asyncio.ensure_future(answer(decode(json.loads(line))))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


asyncio.run(main())
