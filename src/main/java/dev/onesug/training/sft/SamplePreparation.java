package dev.onesug.training.sft;

import dev.onesug.model.prior.Moment;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.Related;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
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
import java.util.function.Consumer;

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

  /** Which samples are wanted. */
  @FunctionalInterface
  public interface Choice {
    /**
     * @param place of the sample in its file, from 0
     */
    boolean takes(long place, Sample sample);
  }

  /**
   * A sample that is ready.
   *
   * @param place in its file, from 0
   * @param moment what was known before the search
   * @param input what the encoder reads
   * @param target id of the query that was searched
   */
  public record Prepared(long place, Sample sample, Moment moment, int[] input, int target) {}

  /**
   * Prepares samples of a file, on all processors, and hands them over in the order of the file.
   * Samples whose target may not be suggested are left out, and those whose target was searched
   * only once: before that search no index would have held it.
   *
   * @param total how many samples the file holds, for the progress
   */
  public void forEach(
      Path file, Choice choice, long total, Progress progress, Consumer<Prepared> sink) {
    List<Placed> chunk = new ArrayList<>(CHUNK);
    long[] place = {0};
    Samples.forEach(
        file,
        sample -> {
          if (choice.takes(place[0], sample)) {
            chunk.add(new Placed(place[0], sample));
          }
          place[0]++;
          if (chunk.size() == CHUNK) {
            hand(chunk, sink);
            progress.update(place[0], total, "encoder inputs");
          }
        });
    hand(chunk, sink);
  }

  private void hand(List<Placed> chunk, Consumer<Prepared> sink) {
    chunk.parallelStream().map(this::prepared).flatMap(Optional::stream).forEachOrdered(sink);
    chunk.clear();
  }

  private record Placed(long place, Sample sample) {}

  private Optional<Prepared> prepared(Placed placed) {
    Sample sample = placed.sample();
    OptionalInt target = index.find(sample.target());
    if (target.isEmpty() || index.popularity(target.getAsInt()) == 1) {
      return Optional.empty();
    }
    Prefix prefix = new Prefix(sample.prefix());
    Related near = related.lookupExcluding(prefix, target.getAsInt());
    int[][] tokens = Arrays.stream(near.ids()).mapToObj(index::tokens).toArray(int[][]::new);
    int[] input = inputs.build(prefix, tokens, sample.user());
    Moment moment = new Moment(prefix, near.near(), sample.user().history());
    return Optional.of(new Prepared(placed.place(), sample, moment, input, target.getAsInt()));
  }

  /**
   * What was known before a search.
   *
   * @param target id of the query that was searched
   */
  public Moment moment(Sample sample, int target) {
    Prefix prefix = new Prefix(sample.prefix());
    return new Moment(
        prefix, related.lookupExcluding(prefix, target).near(), sample.user().history());
  }
}
