package dev.onesug.serving.suggest;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an answer was made. What is computed only when somebody asks may be asked after the version
 * is retired: it reads the vocabulary and the index, which the collector keeps, and nothing native.
 *
 * @param cached whether the generation was found in the answer cache
 * @param generation what the model did; null where it was not asked or did not answer
 * @param encoderInput what the seq2seq encoder read, for a person to read; empty without a
 *     generation
 * @param stageNanos time of every stage that ran, in the order in which they ran
 * @param history the user's earlier queries that were known, newest first
 * @param rules ids of the rules in force that say something of the prefix, of what is shown, or of
 *     what would be shown without them, as far as it is among the most popular completions
 */
public record Trace(
    boolean cached,
    @Nullable Generation generation,
    Supplier<String> encoderInput,
    Map<Stage, Long> stageNanos,
    List<String> history,
    Supplier<List<String>> rules) {}
