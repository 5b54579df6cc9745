package dev.weft.client.value;

/**
 * A value is not of the type that was asked for, or a Java object has no form in WAMP. The message names the place ({@code argument
 * 0.items[2].price}), what was expected and what kind of value is there; never the value itself, which may be a secret.
 */
public final class Mismatch extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String where;

    Mismatch(String where, String expected, String got) {
        super(where + ": expected " + expected + ", got " + got);
        this.where = where;
    }

    /** The place: {@code argument 0.items[2].price}, {@code keyword name}, {@code com.plant.multiply: result}. */
    public String where() {
        return where;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
