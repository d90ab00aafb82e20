package dev.onesug.training.sft;

import dev.onesug.model.prior.Moment;
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
import java.util.function.LongFunction;

/**
 * Turns samples into encoder inputs and targets, by the classes that serve: what a model is trained
 * on is what it will be asked, but that a sample's own search is left out of what co-occurred with
 * its prefix and of what is near to it.
 */
public final class SamplePreparation {
  private static final int CHUNK = 4096;

  private final QueryIndex index;
  private final RelatedQueries related;
  private final EncoderInputBuilder inputs;

  /**
   * @param related whose text encoder knows the prefixes of all samples, made beforehand or not
   */
  public SamplePreparation(QueryIndex index, RelatedQueries related, EncoderInputBuilder inputs) {
    this.index = index;
    this.related = related;
    this.inputs = inputs;
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
    List<Optional<Prepared>> prepared = chunk.parallelStream().map(this::prepared).toList();
    for (int i = 0; i < chunk.size(); i++) {
      SftSamples pool = poolOf.apply(first + i);
      prepared
          .get(i)
          .ifPresent(sample -> pool.add(sample.moment, sample.input, index.tokens(sample.target)));
    }
  }

  private record Prepared(Moment moment, int[] input, int target) {}

  private Optional<Prepared> prepared(Sample sample) {
    OptionalInt target = index.find(sample.target());
    if (target.isEmpty() || index.popularity(target.getAsInt()) == 1) {
      return Optional.empty();
    }
    Prefix prefix = new Prefix(sample.prefix());
    Related near = related.lookupExcluding(prefix, target.getAsInt());
    int[][] tokens = Arrays.stream(near.ids()).mapToObj(index::tokens).toArray(int[][]::new);
    int[] input = inputs.build(prefix, tokens, new UserContext(sample.history(), sample.profile()));
    return Optional.of(
        new Prepared(new Moment(prefix, near.near(), sample.history()), input, target.getAsInt()));
  }

  /**
   * What was known before a search.
   *
   * @param target id of the query that was searched
   */
  public Moment moment(Sample sample, int target) {
    Prefix prefix = new Prefix(sample.prefix());
    return new Moment(prefix, related.lookupExcluding(prefix, target).near(), sample.history());
  }
}
