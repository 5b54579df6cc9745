package dev.weft.wamp.auth;

/** Where unpredictable bytes come from: a {@code SecureRandom} in processes, fixed bytes in tests. Any thread may ask. */
@FunctionalInterface
public interface RandomBytes {

    /** So many fresh bytes, in an array of their own. */
    byte[] next(int count);
}
