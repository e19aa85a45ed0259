package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Numbers;
import java.util.HexFormat;

/**
 * Perlin's improved noise in three dimensions, in 32 bit floats as native Luau computes it. It is 0 at whole
 * coordinates and repeats every 256 units.
 */
final class Noise {
    /** Perlin's permutation of the numbers below 256. */
    private static final byte[] PERMUTATION = HexFormat.of().parseHex(
            "97a0895b5a0f830dc95f6035c2e907e18c24671e458e086325f0150a17be0694"
                    + "f778ea4b001ac53e5efcdbcb75230b2039b12158ed953857ae147d88aba844af"
                    + "4aa547868b301ba64d929ee7536fe57a3cd385e6dc695c29372ef528f4668f36"
                    + "41193fa101d85049d14c84bbd05912a9c8c4878274bc9f56a4646dc6adba0340"
                    + "34d9e2fa7c7b05ca2693767eff5255d4cfce3be32f103a11b6bd1c2adfb7aad5"
                    + "77f898022c9aa346dd99659ba72bac09811627fd13626c6e4f71e0e8b2b97068"
                    + "daf661e4fb22f2c1eed2900cbfb3a2f1513391ebf90eef6b31c0d61fb5c76a9d"
                    + "b854ccb07379322d7f0496fe8aeccd5dde72431d1848f38d80c34e42d73d9cb4");

    // The gradients: the directions to the twelve edges of a cube, four of them twice to make a power of two.
    private static final float[] GRADIENT_X = {1, -1, 1, -1, 1, -1, 1, -1, 0, 0, 0, 0, 1, 0, -1, 0};
    private static final float[] GRADIENT_Y = {1, 1, -1, -1, 0, 0, 0, 0, 1, -1, 1, -1, 1, -1, 1, -1};
    private static final float[] GRADIENT_Z = {0, 0, 0, 0, 1, 1, -1, -1, 1, 1, -1, -1, 0, 1, 0, -1};

    private Noise() {}

    /** {@return the noise at a point} */
    static float at(float x, float y, float z) {
        float floorX = (float) Math.floor(x);
        float floorY = (float) Math.floor(y);
        float floorZ = (float) Math.floor(z);
        int cellX = Numbers.toInt(floorX);
        int cellY = Numbers.toInt(floorY);
        int cellZ = Numbers.toInt(floorZ);
        float fractionX = x - floorX;
        float fractionY = y - floorY;
        float fractionZ = z - floorZ;

        int left = permute(cellX) + cellY;
        int right = permute(cellX + 1) + cellY;
        float u = fade(fractionX);
        float v = fade(fractionY);
        float near = mix(v, edge(left, right, cellZ, u, fractionX, fractionY, fractionZ),
                edge(left + 1, right + 1, cellZ, u, fractionX, fractionY - 1, fractionZ));
        float far = mix(v, edge(left, right, cellZ + 1, u, fractionX, fractionY, fractionZ - 1),
                edge(left + 1, right + 1, cellZ + 1, u, fractionX, fractionY - 1, fractionZ - 1));
        return mix(fade(fractionZ), near, far);
    }

    /** The noise on an edge of the cell that runs along the first axis, between the corners of two hashes. */
    private static float edge(int left, int right, int cellZ, float u, float x, float y, float z) {
        return mix(u, slope(permute(left) + cellZ, x, y, z), slope(permute(right) + cellZ, x - 1, y, z));
    }

    /** The gradient that belongs to a hash, times the distance from its corner. */
    private static float slope(int hash, float x, float y, float z) {
        int direction = permute(hash) & 15;
        return GRADIENT_X[direction] * x + GRADIENT_Y[direction] * y + GRADIENT_Z[direction] * z;
    }

    private static int permute(int index) {
        return PERMUTATION[index & 255] & 255;
    }

    private static float fade(float t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static float mix(float t, float a, float b) {
        return a + t * (b - a);
    }
}
