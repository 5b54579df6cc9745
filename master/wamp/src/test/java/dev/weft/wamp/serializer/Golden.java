package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Unsubscribed;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.message.Yield;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A message and its bytes in each format, made by another implementation. */
record Golden(Message message, String json, String cbor, String msgpack) {

    byte[] bytes(Serializer serializer) {
        return switch (serializer.name()) {
            case "json" -> json.getBytes(StandardCharsets.UTF_8);
            case "cbor" -> HexFormat.of().parseHex(cbor);
            default -> HexFormat.of().parseHex(msgpack);
        };
    }

    static List<Golden> all() {
        return List.of(
                new Golden(
                        new Hello("realm1", Dict.of("roles", Map.of("caller", Map.of()))),
                        "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]",
                        "8301667265616c6d31a165726f6c6573a16663616c6c6572a0",
                        "9301a67265616c6d3181a5726f6c657381a663616c6c657280"),
                new Golden(new Hello(null, Dict.empty()), "[1,null,{}]", "8301f6a0", "9301c080"),
                new Golden(
                        new Welcome(9007199254740992L, Dict.of("realm", "realm1")),
                        "[2,9007199254740992,{\"realm\":\"realm1\"}]",
                        "83021b0020000000000000a1657265616c6d667265616c6d31",
                        "9302cf002000000000000081a57265616c6da67265616c6d31"),
                new Golden(
                        new Abort(Dict.of("message", "no"), "wamp.error.no_such_realm"),
                        "[3,{\"message\":\"no\"},\"wamp.error.no_such_realm\"]",
                        "8303a1676d657373616765626e6f781877616d702e6572726f722e6e6f5f737563685f7265616c6d",
                        "930381a76d657373616765a26e6fb877616d702e6572726f722e6e6f5f737563685f7265616c6d"),
                new Golden(
                        new Challenge("ticket", Dict.empty()),
                        "[4,\"ticket\",{}]",
                        "8304667469636b6574a0",
                        "9304a67469636b657480"),
                new Golden(
                        new Authenticate("s3cr\u00e9t", Dict.empty()),
                        "[5,\"s3crét\",{}]",
                        "83056773336372c3a974a0",
                        "9305a773336372c3a97480"),
                new Golden(
                        new Goodbye(Dict.empty(), "wamp.close.close_realm"),
                        "[6,{},\"wamp.close.close_realm\"]",
                        "8306a07677616d702e636c6f73652e636c6f73655f7265616c6d",
                        "930680b677616d702e636c6f73652e636c6f73655f7265616c6d"),
                new Golden(
                        new ErrorMessage(MessageType.CALL, 7, Dict.empty(), "com.e", Payload.of("text")),
                        "[8,48,7,{},\"com.e\",[\"text\"]]",
                        "8608183007a065636f6d2e65816474657874",
                        "9608300780a5636f6d2e6591a474657874"),
                new Golden(
                        new Publish(
                                300, Dict.of("acknowledge", true), "com.topic", Payload.of(1L, -1L, 1.5, null, false)),
                        "[16,300,{\"acknowledge\":true},\"com.topic\",[1,-1,1.5,null,false]]",
                        "851019012ca16b61636b6e6f776c65646765f569636f6d2e746f706963850120fb3ff8000000000000f6f4",
                        "9510cd012c81ab61636b6e6f776c65646765c3a9636f6d2e746f7069639501ffcb3ff8000000000000c0c2"),
                new Golden(new Published(1, 70000), "[17,1,70000]", "8311011a00011170", "931101ce00011170"),
                new Golden(
                        new Subscribe(1, Dict.of("match", "wildcard"), "com..x"),
                        "[32,1,{\"match\":\"wildcard\"},\"com..x\"]",
                        "84182001a1656d617463686877696c646361726466636f6d2e2e78",
                        "94200181a56d61746368a877696c6463617264a6636f6d2e2e78"),
                new Golden(
                        new Subscribed(1, 5000000000L),
                        "[33,1,5000000000]",
                        "831821011b000000012a05f200",
                        "932101cf000000012a05f200"),
                new Golden(new Unsubscribe(2, 3), "[34,2,3]", "8318220203", "93220203"),
                new Golden(new Unsubscribed(2, Dict.empty()), "[35,2]", "82182302", "922302"),
                new Golden(
                        new Unsubscribed(0, Dict.of("subscription", 3L)),
                        "[35,0,{\"subscription\":3}]",
                        "83182300a16c737562736372697074696f6e03",
                        "93230081ac737562736372697074696f6e03"),
                new Golden(
                        new Event(3, 4, Dict.empty(), Payload.ofKeywords(Map.of("a", -1000L))),
                        "[36,3,4,{},[],{\"a\":-1000}]",
                        "8618240304a080a161613903e7",
                        "96240304809081a161d1fc18"),
                new Golden(
                        new Call(
                                1,
                                Dict.empty(),
                                "com.p",
                                Payload.of(List.of(List.of(200L)), Map.of("k", Map.of("n", -200L)))),
                        "[48,1,{},\"com.p\",[[200]],{\"k\":{\"n\":-200}}]",
                        "86183001a065636f6d2e70818118c8a1616ba1616e38c7",
                        "96300180a5636f6d2e709191ccc881a16b81a16ed1ff38"),
                new Golden(
                        new Cancel(1, Dict.of("mode", "kill")),
                        "[49,1,{\"mode\":\"kill\"}]",
                        "83183101a1646d6f6465646b696c6c",
                        "93310181a46d6f6465a46b696c6c"),
                new Golden(new Result(1, Dict.empty(), Payload.empty()), "[50,1,{}]", "83183201a0", "93320180"),
                new Golden(
                        new Register(1, Dict.empty(), "com.p"),
                        "[64,1,{},\"com.p\"]",
                        "84184001a065636f6d2e70",
                        "94400180a5636f6d2e70"),
                new Golden(new Registered(1, 2), "[65,1,2]", "8318410102", "93410102"),
                new Golden(new Unregister(1, 2), "[66,1,2]", "8318420102", "93420102"),
                new Golden(new Unregistered(1, Dict.empty()), "[67,1]", "82184301", "924301"),
                new Golden(
                        new Unregistered(0, Dict.of("registration", 2L)),
                        "[67,0,{\"registration\":2}]",
                        "83184300a16c726567697374726174696f6e02",
                        "93430081ac726567697374726174696f6e02"),
                new Golden(
                        new Invocation(1, 2, Dict.of("caller", 3L), Payload.of("\ud83d\ude00 \"\n")),
                        "[68,1,2,{\"caller\":3},[\"😀 \\\"\\n\"]]",
                        "8518440102a16663616c6c6572038167f09f988020220a",
                        "9544010281a663616c6c65720391a7f09f988020220a"),
                new Golden(new Interrupt(1, Dict.empty()), "[69,1,{}]", "83184501a0", "93450180"),
                new Golden(
                        new Yield(1, Dict.empty(), Payload.of(-3000000000L)),
                        "[70,1,{},[-3000000000]]",
                        "84184601a0813ab2d05dff",
                        "9446018091d3ffffffff4d2fa200"));
    }
}
