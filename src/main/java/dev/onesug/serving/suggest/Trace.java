package dev.onesug.serving.suggest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer was made.
 *
 * @param cached whether the generation was found in the answer cache
 * @param generation what the model did; null where it was not asked or did not answer
 * @param encoderInput what the seq2seq encoder read, for a person to read; empty without a
 *     generation, and where the request does not ask for it
 * @param stageNanos time of every stage that ran, in the order in which they ran
 * @param history the user's earlier queries that were known, newest first
 * @param rules ids of the rules in force that say something of the prefix, of what is shown, or of
 *     what would be shown without them, as far as it is among the most popular completions; empty
 *     where the request does not ask for it
 */
public record Trace(
    boolean cached,
    @Nullable Generation generation,
    String encoderInput,
    Map<Stage, Long> stageNanos,
    List<String> history,
    List<String> rules) {}
