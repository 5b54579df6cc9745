package dev.weft.controller.status;

import static dev.weft.controller.status.Views.EDGE1;
import static dev.weft.controller.status.Views.EDGE2;
import static dev.weft.controller.status.Views.LAYOUT;
import static dev.weft.controller.status.Views.NODE;
import static dev.weft.controller.status.Views.REALM;
import static dev.weft.controller.status.Views.create;
import static dev.weft.controller.status.Views.failure;
import static dev.weft.controller.status.Views.offline;
import static dev.weft.controller.status.Views.online;
import static dev.weft.controller.status.Views.unpaired;
import static dev.weft.controller.status.Views.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.PlanStatus;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Refusal;
import dev.weft.engine.plan.Remedy;
import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that people read: one line for each condition, {@code Type=Status Reason: message}. */
class FleetStatusTest {

    private static final String HELD_UP =
            "held up by NodeLayout/base, which is not valid: mend it; what was valid before" + " stays in force";
    private static final String AWAY = "the fabric cannot be reached, tried again by itself: connection refused";
    private static final String REFUSED = "the fabric refuses our key, tried again by itself:"
            + " wamp.error.authentication_failed: no user has this key. Make the public half of the key known to the"
            + " master, or put the key of one of its users into the Secret that spec.keySecret of the Fabric names";
    private static final String OFFLINE = "has no uplink (last seen 2026-01-02T03:04:05Z); it goes on with what it has,"
            + " its work waits and goes on by itself when it is back. Start the node, or mend its uplink";
    private static final String CREATES = "create plant-a/edge1/worker/router1 (missing)";
    private static final String FAILED =
            "create plant-a/edge1/worker/router1 failed: not for you; tried again by itself,"
                    + " and at once when a document changes";
    private static final String HELD =
            "its rollout is held at 1 of 2 nodes, the others keep what they have: edge1: port"
                    + " is taken. Mend the layout, then it goes on by itself";

    private static Finding wrong(String message) {
        return Finding.error(Origin.ofResource("NodeLayout/plant/base"), "NodeLayout/base", message, "write it");
    }

    private static Arguments row(String name, Views views, ResourceRef about, String... lines) {
        return arguments(name, views, about, String.join("\n", lines));
    }

    static Stream<Arguments> whole_fleets() {
        return Stream.of(
                row(
                        "a mistake",
                        new Views().broken(LAYOUT, wrong("a"), wrong("b"), wrong("c"), wrong("d"), wrong("e")),
                        LAYOUT,
                        "Ready=False Invalid: a (write it); b (write it); c (write it); and 2 more",
                        "Synced=False Invalid: what was valid before stays in force until this is mended",
                        "Stalled=True Invalid: a (write it); b (write it); c (write it); and 2 more"),
                row(
                        "a Secret that is not there",
                        new Views().broken(LAYOUT, wrong("Secret plant/hmi is not there")),
                        LAYOUT,
                        "Ready=False SecretMissing: Secret plant/hmi is not there (write it)",
                        "Synced=False SecretMissing: what was valid before stays in force until this is mended",
                        "Stalled=True SecretMissing: Secret plant/hmi is not there (write it)"),
                row(
                        "a mistake of another, when something was in force",
                        new Views().broken(LAYOUT, wrong("a")),
                        NODE,
                        "Synced=False HeldUp: " + HELD_UP,
                        "Ready=True Applied: is as base says",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "a mistake of another, before anything was in force",
                        new Views().broken(LAYOUT, wrong("a")).nothingInForce(),
                        NODE,
                        "Ready=False HeldUp: " + HELD_UP,
                        "Synced=False HeldUp: " + HELD_UP,
                        "Stalled=True HeldUp: " + HELD_UP),
                row(
                        "somebody has to do something first",
                        new Views().held(Hold.stalled("FabricMissing", "create it")),
                        REALM,
                        "Ready=False FabricMissing: create it",
                        "Synced=Unknown FabricMissing: create it",
                        "Stalled=True FabricMissing: create it"),
                row(
                        "the master was never reached",
                        new Views().notCompared().lost("connection refused"),
                        LAYOUT,
                        "Ready=False FabricUnreachable: " + AWAY,
                        "Synced=Unknown FabricUnreachable: " + AWAY,
                        "Reconciling=True FabricUnreachable: " + AWAY),
                row(
                        "the master does not know our key",
                        new Views().notCompared().lost("wamp.error.authentication_failed: no user has this key"),
                        LAYOUT,
                        "Ready=False FabricRefused: " + REFUSED,
                        "Synced=Unknown FabricRefused: " + REFUSED,
                        "Stalled=True FabricRefused: " + REFUSED),
                row(
                        "just begun",
                        new Views().notCompared(),
                        LAYOUT,
                        "Ready=Unknown Planning: the live fleet is being read",
                        "Synced=Unknown Planning: the live fleet is being read",
                        "Reconciling=True Planning: the live fleet is being read"),
                row(
                        "written a moment ago",
                        new Views().waiting(LAYOUT),
                        LAYOUT,
                        "Ready=Unknown Waiting: is valid, and is about to come into force",
                        "Synced=Unknown Waiting: is valid, and is about to come into force",
                        "Reconciling=True Waiting: is valid, and is about to come into force"),
                row(
                        "being removed",
                        new Views().leaving(LAYOUT, DeletionStage.working("is being removed: its workers still run")),
                        LAYOUT,
                        "Ready=False Deleting: is being removed: its workers still run",
                        "Synced=Unknown Deleting: is being removed: its workers still run",
                        "Reconciling=True Deleting: is being removed: its workers still run"),
                row(
                        "held",
                        new Views().leaving(LAYOUT, DeletionStage.held("3 of 3")),
                        LAYOUT,
                        "Ready=False Deleting: 3 of 3",
                        "Synced=Unknown Deleting: 3 of 3",
                        "DeletionHeld=True ManyAtOnce: 3 of 3"),
                row(
                        "blocked",
                        new Views().leaving(LAYOUT, DeletionStage.blocked("cannot")),
                        LAYOUT,
                        "Ready=False Deleting: cannot",
                        "Synced=Unknown Deleting: cannot",
                        "DeletionBlocked=True CannotRemove: cannot"));
    }

    static Stream<Arguments> nodes() {
        Conflict foreign = new Conflict(
                worker(EDGE1, "router1"),
                "belongs to 'other'",
                Remedy.of("remove it").orOnCommandLine("take it over with --adopt=always"),
                Origin.NONE);
        return Stream.of(
                row(
                        "as it shall be",
                        new Views(),
                        NODE,
                        "Synced=True InSync: nothing to do",
                        "Ready=True Applied: is as base says",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "with something that a layout left behind",
                        new Views().seen(EDGE1, online().left(worker(EDGE1, "old"), "added")),
                        NODE,
                        "Synced=True InSync: nothing to do",
                        "Ready=True Applied: is as base says. Left on it of added, which is gone or does not select it any"
                                + " more: worker/old. To stop it: spec.prune: true",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "with something that shall go and is too much",
                        new Views()
                                .seen(
                                        EDGE1,
                                        online().left(worker(EDGE1, "old"), "added")
                                                .withheld()),
                        NODE,
                        "Synced=True InSync: nothing to do",
                        "Ready=True Applied: is as base says. Left on it of added, which is gone or does not select it any"
                                + " more: worker/old. What shall go is beyond the budget of 10: let fewer go at a time, or"
                                + " allow more with operator.pruneCap in the chart (the operator's --prune-cap)",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "with something that shall go, back a moment ago",
                        new Views()
                                .seen(
                                        EDGE1,
                                        online().left(worker(EDGE1, "old"), "added")
                                                .unseen()),
                        NODE,
                        "Synced=True InSync: nothing to do",
                        "Ready=True Applied: is as base says. Left on it of added, which is gone or does not select it any"
                                + " more: worker/old. Whether it may go now is looked at with the rest of the fleet",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "of no layout",
                        new Views("", "{site: b}"),
                        NODE,
                        "Synced=True InSync: nothing to do",
                        "Ready=True Unmanaged: is paired; no layout selects it, so nothing on it is touched",
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "something to do",
                        new Views().seen(EDGE1, online().pending(create(worker(EDGE1, "router1")))),
                        NODE,
                        "Synced=False Applying: " + CREATES,
                        "Ready=False Applying: " + CREATES,
                        "Online=True Uplink: has its uplink to the master",
                        "Reconciling=True Applying: " + CREATES),
                row(
                        "something to do, but only observed",
                        new Views().observing().seen(EDGE1, online().pending(create(worker(EDGE1, "router1")))),
                        NODE,
                        "Synced=False AwaitingApproval: the fabric is only observed; would do: " + CREATES,
                        "Ready=False AwaitingApproval: the fabric is only observed; would do: " + CREATES,
                        "Online=True Uplink: has its uplink to the master"),
                row(
                        "changed by somebody else",
                        new Views()
                                .seen(
                                        EDGE1,
                                        online().pending(create(worker(EDGE1, "router1")))
                                                .changed()),
                        NODE,
                        "Synced=False Applying: " + CREATES,
                        "Ready=False Applying: " + CREATES,
                        "Online=True Uplink: has its uplink to the master",
                        "Drifted=True Changed: was changed by somebody else, or broke; to be mended: " + CREATES,
                        "Reconciling=True Applying: " + CREATES),
                row(
                        "what failed, without what only waited for it",
                        new Views()
                                .seen(
                                        EDGE1,
                                        online().pending(create(worker(EDGE1, "router1")))
                                                .failed(
                                                        failure(
                                                                create(worker(EDGE1, "router2")),
                                                                Result.BLOCKED,
                                                                "router1 failed"),
                                                        failure(
                                                                create(worker(EDGE1, "router1")),
                                                                Result.FAILED,
                                                                "not for you"))),
                        NODE,
                        "Synced=False ApplyFailed: " + FAILED,
                        "Ready=False ApplyFailed: " + FAILED,
                        "Online=True Uplink: has its uplink to the master",
                        "Reconciling=True ApplyFailed: " + FAILED),
                row(
                        "somebody else's, with a remedy that can be typed here",
                        new Views().seen(EDGE1, online().conflict(foreign)),
                        NODE,
                        "Synced=False ResourceConflict: plant-a/edge1/worker/router1 belongs to 'other'; remove it",
                        "Ready=False ResourceConflict: plant-a/edge1/worker/router1 belongs to 'other'; remove it",
                        "Online=True Uplink: has its uplink to the master",
                        "Stalled=True ResourceConflict: plant-a/edge1/worker/router1 belongs to 'other'; remove it"),
                row(
                        "away",
                        new Views().seen(EDGE1, offline(EDGE1)),
                        NODE,
                        "Synced=Unknown Deferred: waits: the node is offline",
                        "Ready=False NodeOffline: " + OFFLINE,
                        "Online=False NoUplink: " + OFFLINE),
                row(
                        "without a key",
                        new Views().seen(EDGE1, unpaired().deferred(EDGE1, Deferred.WAITING_FOR_KEY)),
                        NODE,
                        "Synced=Unknown Deferred: waits: the node is waiting for key",
                        "Ready=False WaitingForKey: waits for its key: write it as spec.publicKey, then it is paired",
                        "Online=Unknown NotPaired: is not paired with the master"),
                row(
                        "suspended",
                        new Views(", suspend: true", "{site: a}")
                                .seen(EDGE1, online().deferred(EDGE1, Deferred.SUSPENDED + "FabricNode/edge1")),
                        NODE,
                        "Synced=Unknown Deferred: waits: the node is suspended by FabricNode/edge1",
                        "Ready=True Suspended: is paired; while it is suspended nobody looks what runs on it",
                        "Online=True Uplink: has its uplink to the master",
                        "Paused=True Suspended: is left as it is: FabricNode/edge1 says suspend; remove it to go on"));
    }

    static Stream<Arguments> layouts() {
        RolloutStatus held = new RolloutStatus(
                "base",
                "r",
                RolloutStatus.Phase.HELD,
                1,
                2,
                0,
                2,
                0,
                List.of(new Failure(EDGE1, "port is taken", Origin.NONE)));
        return Stream.of(
                row(
                        "everywhere",
                        new Views(),
                        LAYOUT,
                        "Ready=True Applied: 2/2 applied",
                        "Synced=True InSync: nothing to do"),
                row(
                        "nowhere",
                        new Views("", "{site: b}"),
                        LAYOUT,
                        "Ready=True SelectsNoNode: selects no node: compare nodeSelector with the labels of the"
                                + " FabricNodes of 'plant-a'",
                        "Synced=True InSync: nothing to do"),
                row(
                        "one is away",
                        new Views().seen(EDGE2, offline(EDGE2)),
                        LAYOUT,
                        "Ready=True Applied: 1/2 applied, 1 offline: edge2",
                        "Synced=True InSync: nothing to do on the nodes that are there; the others go on by themselves"
                                + " when they are back"),
                row(
                        "all are away",
                        new Views().seen(EDGE1, offline(EDGE1)).seen(EDGE2, offline(EDGE2)),
                        LAYOUT,
                        "Ready=Unknown NodesOffline: 0/2 applied, 2 offline: edge1, edge2; how it is there is not known",
                        "Synced=Unknown NodesOffline: nothing to do now; the nodes go on by themselves when they"
                                + " are back"),
                row(
                        "one is away, and the other was never there",
                        new Views()
                                .seen(EDGE1, offline(EDGE1))
                                .seen(EDGE2, unpaired().deferred(EDGE2, Deferred.WAITING_FOR_KEY)),
                        LAYOUT,
                        "Ready=Unknown NodesOffline: 0/2 applied, 1 offline, 1 waiting: edge1; how it is there is not"
                                + " known",
                        "Synced=Unknown NodesOffline: nothing to do now; the nodes go on by themselves when they"
                                + " are back; edge2 waits, and its FabricNode says what for"),
                row(
                        "none was ever there",
                        new Views()
                                .seen(EDGE1, unpaired().deferred(EDGE1, Deferred.WAITING_FOR_KEY))
                                .seen(EDGE2, unpaired().deferred(EDGE2, Deferred.SUSPENDED + "FabricNode/edge2")),
                        LAYOUT,
                        "Ready=False OnNoNode: 0/2 applied, 2 waiting; it is on none of its nodes yet",
                        "Synced=True InSync: nothing to do; edge1, edge2 wait, and their FabricNodes say what for"),
                row(
                        "both are left as they are",
                        new Views()
                                .seen(EDGE1, online().deferred(EDGE1, Deferred.SUSPENDED + "FabricNode/edge1"))
                                .seen(EDGE2, online().deferred(EDGE2, Deferred.SUSPENDED + "FabricNode/edge2")),
                        LAYOUT,
                        "Ready=True Suspended: 0/2 applied, 2 waiting; while they are suspended nobody looks what runs on"
                                + " them",
                        "Synced=True InSync: nothing to do; edge1, edge2 wait, and their FabricNodes say what for"),
                row(
                        "one waits",
                        new Views().seen(EDGE2, online().deferred(EDGE2, Deferred.SUSPENDED + "FabricNode/edge2")),
                        LAYOUT,
                        "Ready=True Applied: 1/2 applied, 1 waiting",
                        "Synced=True InSync: nothing to do on the others; edge2 waits, and its FabricNode says what for"),
                row(
                        "one is open",
                        new Views().seen(EDGE1, online().pending(create(worker(EDGE1, "router1")))),
                        LAYOUT,
                        "Ready=False Applying: 1/2 applied; on edge1: " + CREATES,
                        "Synced=False Applying: 1/2 applied; on edge1: " + CREATES,
                        "Reconciling=True Applying: " + CREATES),
                row(
                        "both are open",
                        new Views()
                                .seen(EDGE1, online().pending(create(worker(EDGE1, "router1"))))
                                .seen(EDGE2, online().pending(create(worker(EDGE2, "router1")))),
                        LAYOUT,
                        "Ready=False Applying: 0/2 applied; on 2 nodes (edge1, edge2): " + CREATES,
                        "Synced=False Applying: 0/2 applied; on 2 nodes (edge1, edge2): " + CREATES,
                        "Reconciling=True Applying: " + CREATES),
                row(
                        "its rollout is held",
                        new Views()
                                .seen(EDGE2, online().pending(create(worker(EDGE2, "router1"))))
                                .rollout(held),
                        LAYOUT,
                        "Ready=False RolloutHeld: 1/2 applied; " + HELD,
                        "Synced=False RolloutHeld: " + HELD,
                        "Stalled=True RolloutHeld: " + HELD));
    }

    static Stream<Arguments> realms() {
        PlanStatus plan = new PlanStatus("0123456789ab", "+ 1", PlanStates.AWAITING_APPROVAL);
        return Stream.of(
                row(
                        "there",
                        new Views().seen(EDGE2, offline(EDGE2)),
                        REALM,
                        "Ready=True Exists: is there on the master; 1/2 nodes online",
                        "Synced=True InSync: nothing to do"),
                row(
                        "not there yet",
                        new Views().realm(RealmSeen.NOTHING),
                        REALM,
                        "Ready=False Missing: does not exist on the master yet",
                        "Synced=False OutOfSync: does not exist on the master yet",
                        "Reconciling=True Missing: does not exist on the master yet"),
                row(
                        "something to do",
                        new Views().seen(EDGE1, online().pending(create(worker(EDGE1, "router1")))),
                        REALM,
                        "Ready=True Exists: is there on the master; 2/2 nodes online",
                        "Synced=False OutOfSync: something is to be done on 1 node"),
                row(
                        "a plan waits",
                        new Views()
                                .observing()
                                .realm(new RealmSeen(
                                        Optional.of("oid-1"), List.of(), List.of(), List.of(), Optional.of(plan))),
                        REALM,
                        "Ready=True Exists: is there on the master; 2/2 nodes online",
                        "Synced=False AwaitingApproval: a plan waits: approve it with the annotation weft.dev/approve:"
                                + " 0123456789ab"),
                row(
                        "another plan was approved",
                        new Views()
                                .observing()
                                .approved("ba9876543210")
                                .realm(new RealmSeen(
                                        Optional.of("oid-1"), List.of(), List.of(), List.of(), Optional.of(plan))),
                        REALM,
                        "Ready=True Exists: is there on the master; 2/2 nodes online",
                        "Synced=False AwaitingApproval: a plan waits: approve it with the annotation weft.dev/approve:"
                                + " 0123456789ab. The one that is there, ba9876543210, is not this plan's: what is wanted or"
                                + " live has changed since, or it was mistyped"),
                row(
                        "a guard says no",
                        new Views()
                                .realm(new RealmSeen(
                                        Optional.of("oid-1"),
                                        List.of(),
                                        List.of(new Refusal(
                                                "prune-cap",
                                                "too much would go",
                                                Remedy.of("look")
                                                        .orOnCommandLine("type --so")
                                                        .orInOperator("set it so"))),
                                        List.of(),
                                        Optional.empty())),
                        REALM,
                        "Ready=True Exists: is there on the master; 2/2 nodes online",
                        "Synced=False Refused: too much would go: look, or set it so"),
                row(
                        "the master went away",
                        new Views().lost("connection refused"),
                        REALM,
                        "Ready=True Exists: is there on the master; 2/2 nodes online",
                        "Synced=Unknown FabricUnreachable: " + AWAY,
                        "Reconciling=True FabricUnreachable: " + AWAY),
                row(
                        "it could not be made",
                        new Views()
                                .realm(new RealmSeen(
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        List.of(failure(
                                                create(worker(EDGE1, "router1")), Result.FAILED, "not for you")),
                                        Optional.empty())),
                        REALM,
                        "Ready=False ApplyFailed: " + FAILED,
                        "Synced=False ApplyFailed: " + FAILED,
                        "Reconciling=True ApplyFailed: " + FAILED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"whole_fleets", "nodes", "layouts", "realms"})
    void says(String name, Views views, ResourceRef about, String wanted) {
        assertThat(words(views.draft(about))).as(name).isEqualTo(wanted);
    }

    static Stream<Arguments> fabrics() {
        return Stream.of(
                arguments(FabricStatus.State.unknown(), """
                        Ready=Unknown Connecting: nobody has asked it yet
                        Synced=Unknown Connecting: nobody has asked it yet
                        Reconciling=True Connecting: nobody has asked it yet"""),
                arguments(FabricStatus.State.reachable("ws://m:1/ws"), """
                        Ready=True Reachable: answers at ws://m:1/ws
                        Synced=True Reachable: answers at ws://m:1/ws"""),
                arguments(
                        FabricStatus.State.unreachable("connection refused"),
                        "Ready=False FabricUnreachable: " + AWAY + "\nSynced=Unknown FabricUnreachable: " + AWAY
                                + "\nReconciling=True FabricUnreachable: " + AWAY),
                arguments(FabricStatus.State.held(Hold.stalled("KeyInvalid", "put a key there")), """
                        Ready=False KeyInvalid: put a key there
                        Synced=False KeyInvalid: put a key there
                        Stalled=True KeyInvalid: put a key there"""),
                arguments(FabricStatus.State.unused("default"), """
                        Ready=False NotUsed: only Fabric/default is used by this version: give it that name
                        Synced=False NotUsed: only Fabric/default is used by this version: give it that name
                        Stalled=True NotUsed: only Fabric/default is used by this version: give it that name"""));
    }

    @ParameterizedTest
    @MethodSource("fabrics")
    void a_fabric_says(FabricStatus.State state, String wanted) {
        assertThat(words(FabricStatus.draft(state, 1))).isEqualTo(wanted);
    }

    @Test
    void what_is_not_known_yet_replaces_nothing_and_what_is_known_does() {
        assertThat(new Views().notCompared().draft(NODE).weight()).isEqualTo(Weight.PROVISIONAL);
        assertThat(new Views().nothingInForce().draft(NODE).weight()).isEqualTo(Weight.PROVISIONAL);
        assertThat(new Views().draft(NODE).weight()).isEqualTo(Weight.FIRM);
        assertThat(FabricStatus.draft(FabricStatus.State.unknown(), 1).weight()).isEqualTo(Weight.PROVISIONAL);
    }

    @Test
    void details_are_told_beside_the_conditions() {
        StatusDraft node = new Views().draft(NODE);
        assertThat(node.generation()).isEqualTo(3);
        assertThat(node.details().externalId()).contains("oid-n");
        assertThat(node.details().revision())
                .as("an edit elsewhere is no news here")
                .isEmpty();
        assertThat(new Views().draft(REALM).details().revision()).contains("abcdef012345");
        assertThat(new Views().draft(LAYOUT).details().revision())
                .hasValueSatisfying(own -> assertThat(own).hasSize(12).isNotEqualTo("abcdef012345"));
        assertThat(new Views().draft(LAYOUT).details().nodes()).contains("2/2 applied");
        assertThat(new Views().draft(REALM).details().nodes()).contains("2/2 nodes online");
        assertThat(new Views().draft(REALM).details().externalId()).contains("oid-1");
    }

    @Test
    void a_message_is_cut_to_what_an_api_server_takes() {
        StatusDraft draft =
                new Views().broken(LAYOUT, wrong("x".repeat(40_000))).draft(LAYOUT);
        assertThat(draft.conditions())
                .allSatisfy(each -> assertThat(each.message()).hasSizeLessThanOrEqualTo(2_000));
    }

    private static String words(StatusDraft draft) {
        return draft.conditions().stream()
                .map(each -> each.type() + "=" + each.status() + " " + each.reason() + ": " + each.message())
                .collect(Collectors.joining("\n"));
    }
}
