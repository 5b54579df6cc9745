package dev.weft.cli.fleet;

import dev.weft.sources.yaml.FleetDocuments;

/** Documents that can be read again, and followed. Used by one thread until it is followed, and not afterwards. */
public interface FleetSource extends AutoCloseable {

    /** Reads and checks everything as it is now. */
    FleetDocuments load();

    /** What was read last is in force. */
    default void onInForce() {}

    /**
     * Tells of each change since {@link #load}, on a thread of its own.
     *
     * @return ends it
     */
    Following follow(Listener listener);

    @Override
    default void close() {}

    /** Hears of changes. */
    interface Listener {

        /** The documents changed; they may be broken. When this returns without an error, valid ones are in force. */
        void onDocuments(FleetDocuments documents);

        /**
         * The source itself is of no use: what is in force stays so. The same trouble may be told again and again.
         *
         * @param remedy may be empty
         */
        void onTrouble(String text, String remedy);

        /** The trouble is over. */
        void onMended();

        /** Something worth a line. */
        void onNews(String text);
    }

    /** Documents that are followed. */
    @FunctionalInterface
    interface Following extends AutoCloseable {

        /** No call of the listener begins after this. */
        @Override
        void close();
    }
}
