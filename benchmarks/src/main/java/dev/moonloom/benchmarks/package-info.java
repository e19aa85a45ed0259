/**
 * Measurements of pieces, by JMH: each beside the plainest thing that does the same. Whole scripts are measured by the
 * {@code measure} script of this module.
 *
 * <p>{@snippet lang="shell" :
 * mvn -B package -pl benchmarks -am -DskipTests
 * java -jar benchmarks/target/benchmarks.jar SwitchBenchmark
 * }
 */
@NullMarked
package dev.moonloom.benchmarks;

import org.jspecify.annotations.NullMarked;
