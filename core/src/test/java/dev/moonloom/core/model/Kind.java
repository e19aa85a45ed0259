package dev.moonloom.core.model;

/** What sort of operation an {@link Op} is. The pairs of these that follow each other are counted. */
enum Kind {
    CREATE("cre"), SPAWN("spa"), DEFER("def"), DELAY("del"), LEGACY_DELAY("ldl"), DOUBLE_SCHEDULE("dbl"), WAIT(
            "wai"), LEGACY_WAIT("lwa"), YIELD("yie"), AWAIT("awa"), YIELD_IN_CALLBACK("ycb"), CANCEL("can"), CLOSE(
                    "clo"), RESUME("res"), EARLY_RESUME("ear"), FAIL("fai"), RETURN("ret"), CLOCK_STEP(
                            "clk"), HOST_SPAWN("hsp"), HOST_DEFER("hdf"), HOST_DELAY("hdl"), HOST_CANCEL(
                                    "hca"), COMPLETION("cmp"), EXECUTE("exe"), WAIT_TILL_DONE("wtd"), KEEP_ALIVE(
                                            "kal"), RELEASE("rel"), STOP(
                                                    "stp"), RESTART("rst"), CLEAR("clr"), OTHER_THREAD("oth"),
    /** No thread runs after it, so few operations can follow. */
    SCRIPT_EXIT("exi"),
    /** As {@link #SCRIPT_EXIT}. */
    HOST_EXIT("hex"),
    /** As {@link #SCRIPT_EXIT}. */
    HOST_CLOSE("hcl");

    /** The name in three letters, for tables. */
    final String letters;

    Kind(String letters) {
        this.letters = letters;
    }

    /** {@return whether any operation can come after this one} */
    boolean hasFollowers() {
        return switch (this) {
            case SCRIPT_EXIT, HOST_EXIT, HOST_CLOSE -> false;
            default -> true;
        };
    }
}
