package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;

/** Luau's {@code buffer} library. */
public final class BufferLibrary {
    private BufferLibrary() {}

    /** {@return the library of a VM} */
    public static LuauTable create(LuauState state) {
        var library = new LibraryBuilder(state);
        defineReads(library, state);
        defineFloatReads(library, state);
        defineWrites(library, state);
        defineFloatWrites(library, state);
        return library
                .define("create", BufferFunctions::create)
                .define("fromstring", BufferFunctions::fromString)
                .define("tostring", BufferFunctions::toLuaString)
                .define("readstring", BufferFunctions::readString)
                .define("writestring", BufferFunctions::writeString)
                .define("len", BufferFunctions::length)
                .define("copy", BufferFunctions::copy)
                .define("fill", BufferFunctions::fill)
                .define(new BufferReadInteger(state))
                .define(new BufferWriteInteger(state))
                .define("readbits", BufferFunctions::readBits)
                .define("writebits", BufferFunctions::writeBits)
                .table();
    }

    private static void defineReads(LibraryBuilder library, LuauState state) {
        library.define(new BufferRead(state, "readi8", 1) {
            @Override
            double read(byte[] bytes, int offset) {
                return bytes[offset];
            }
        }).define(new BufferRead(state, "readu8", 1) {
            @Override
            double read(byte[] bytes, int offset) {
                return bytes[offset] & 0xff;
            }
        }).define(new BufferRead(state, "readi16", 2) {
            @Override
            double read(byte[] bytes, int offset) {
                return (short) LuauBuffer.SHORTS.get(bytes, offset);
            }
        }).define(new BufferRead(state, "readu16", 2) {
            @Override
            double read(byte[] bytes, int offset) {
                return (short) LuauBuffer.SHORTS.get(bytes, offset) & 0xffff;
            }
        }).define(new BufferRead(state, "readi32", 4) {
            @Override
            double read(byte[] bytes, int offset) {
                return (int) LuauBuffer.INTS.get(bytes, offset);
            }
        }).define(new BufferRead(state, "readu32", 4) {
            @Override
            double read(byte[] bytes, int offset) {
                return (int) LuauBuffer.INTS.get(bytes, offset) & 0xffff_ffffL;
            }
        });
    }

    private static void defineFloatReads(LibraryBuilder library, LuauState state) {
        library.define(new BufferRead(state, "readf32", 4) {
            @Override
            double read(byte[] bytes, int offset) {
                return Float.intBitsToFloat((int) LuauBuffer.INTS.get(bytes, offset));
            }
        }).define(new BufferRead(state, "readf64", 8) {
            @Override
            double read(byte[] bytes, int offset) {
                return Double.longBitsToDouble((long) LuauBuffer.LONGS.get(bytes, offset));
            }
        });
    }

    /** Whether a number is meant with or without a sign makes no difference to its bytes. */
    private static void defineWrites(LibraryBuilder library, LuauState state) {
        for (String name : new String[]{"writei8", "writeu8"}) {
            library.define(new BufferWrite(state, name, 1) {
                @Override
                void write(byte[] bytes, int offset, double number) {
                    bytes[offset] = (byte) Numbers.toUnsigned(number);
                }
            });
        }
        for (String name : new String[]{"writei16", "writeu16"}) {
            library.define(new BufferWrite(state, name, 2) {
                @Override
                void write(byte[] bytes, int offset, double number) {
                    LuauBuffer.SHORTS.set(bytes, offset, (short) Numbers.toUnsigned(number));
                }
            });
        }
        for (String name : new String[]{"writei32", "writeu32"}) {
            library.define(new BufferWrite(state, name, 4) {
                @Override
                void write(byte[] bytes, int offset, double number) {
                    LuauBuffer.INTS.set(bytes, offset, Numbers.toUnsigned(number));
                }
            });
        }
    }

    private static void defineFloatWrites(LibraryBuilder library, LuauState state) {
        library.define(new BufferWrite(state, "writef32", 4) {
            @Override
            void write(byte[] bytes, int offset, double number) {
                LuauBuffer.INTS.set(bytes, offset, Floats.floatBits(number));
            }
        }).define(new BufferWrite(state, "writef64", 8) {
            @Override
            void write(byte[] bytes, int offset, double number) {
                LuauBuffer.LONGS.set(bytes, offset, Floats.bits(number));
            }
        });
    }
}
