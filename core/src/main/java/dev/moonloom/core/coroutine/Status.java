package dev.moonloom.core.coroutine;

/** What {@code coroutine.status} tells; the transitions stand above the states in {@link Coroutine}. */
public enum Status {
    /** Not yet started, or given way. */
    SUSPENDED("suspended"),
    /** The one that runs now. */
    RUNNING("running"),
    /** It has resumed another one and waits for it. */
    NORMAL("normal"),
    /** Returned, failed or closed. */
    DEAD("dead");

    private final String luaName;

    Status(String luaName) {
        this.luaName = luaName;
    }

    /** {@return the word that scripts see} */
    public String luaName() {
        return luaName;
    }
}
