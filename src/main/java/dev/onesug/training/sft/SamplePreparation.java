package dev.onesug.training.sft;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.Related;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into encoder inputs and targets, by the classes that serve: what a model is trained
 * on is what it will be asked, but that a sample's own search is left out of what co-occurred with
 * its prefix.
 */
public final class SamplePreparation {
  private static final int CHUNK = 4096;

  private final QueryIndex index;
  private final RelatedQueries related;
  private final EncoderInputBuilder inputs;
  private final Function<String, float @Nullable []> vectors;

  /**
   * @param vectors of the prefixes that the index does not know, made beforehand; null for one that
   *     was not
   */
  public SamplePreparation(
      QueryIndex index,
      RelatedQueries related,
      EncoderInputBuilder inputs,
      Function<String, float @Nullable []> vectors) {
    this.index = index;
    this.related = related;
    this.inputs = inputs;
    this.vectors = vectors;
  }

  /**
   * Prepares all samples of a file, on all processors, in the order of the file. Samples whose
   * target may not be suggested are left out, and those whose target was searched only once: before
   * that search no index would have held it.
   *
   * @param poolOf the pool for a sample, by its place in the file
   * @param total how many samples the file holds, for the progress
   */
  public void addAll(Path file, LongFunction<SftSamples> poolOf, long total, Progress progress) {
    List<Sample> chunk = new ArrayList<>(CHUNK);
    long[] done = {0};
    Samples.forEach(
        file,
        sample -> {
          chunk.add(sample);
          if (chunk.size() == CHUNK) {
            addChunk(chunk, poolOf, done[0]);
            done[0] += chunk.size();
            chunk.clear();
            progress.update(done[0], total, "encoder inputs");
          }
        });
    addChunk(chunk, poolOf, done[0]);
  }

  private void addChunk(List<Sample> chunk, LongFunction<SftSamples> poolOf, long first) {
    List<Optional<int[]>> prepared = chunk.parallelStream().map(this::input).toList();
    for (int i = 0; i < chunk.size(); i++) {
      SftSamples pool = poolOf.apply(first + i);
      Sample sample = chunk.get(i);
      prepared
          .get(i)
          .ifPresent(
              input ->
                  pool.add(
                      sample.prefix(),
                      sample.history(),
                      input,
                      index.tokens(index.find(sample.target()).getAsInt())));
    }
  }

  private Optional<int[]> input(Sample sample) {
    OptionalInt target = index.find(sample.target());
    return target.isPresent() && index.popularity(target.getAsInt()) > 1
        ? Optional.of(input(sample, target.getAsInt()))
        : Optional.empty();
  }

  /**
   * The encoder input of a sample.
   *
   * @param target id of the sample's query in the index
   */
  private int[] input(Sample sample, int target) {
    Prefix prefix = new Prefix(sample.prefix());
    int[][] tokens =
        Arrays.stream(relatedTo(prefix, target).ids())
            .mapToObj(index::tokens)
            .toArray(int[][]::new);
    return inputs.build(prefix, tokens, new UserContext(sample.history(), sample.profile()));
  }

  private Related relatedTo(Prefix prefix, int target) {
    float[] vector = index.isKnown(prefix.text()) ? null : vectors.apply(prefix.text());
    return vector == null
        ? related.lookupExcluding(prefix, target)
        : related.lookup(prefix, vector);
  }
}
