package dev.onesug.training.rwr;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.sft.SamplePreparation.Prepared;
import dev.onesug.training.sft.SftSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses what each sample's target is preferred to: queries of one level, drawn among those levels
 * that the sample has. What was shown comes from the log; what was not shown from the log's recall
 * where it has any, else from the model's own beam.
 */
final class ListMaker {
  private final QueryIndex index;
  private final RwrSettings settings;
  private final OwnBeam beam;
  private final List<BehaviourLevel> levels;

  ListMaker(QueryIndex index, RwrSettings settings, OwnBeam beam) {
    this.index = index;
    this.settings = settings;
    this.beam = beam;
    this.levels = settings.levels().stream().sorted().toList();
  }

  /** The lists of samples; one without any query to compare with is left out. */
  PreferenceLists make(List<Prepared> prepared) {
    SftSamples all = new SftSamples();
    prepared.forEach(one -> all.add(one.moment(), one.input(), index.tokens(one.target())));
    List<Optional<Negatives>> drawn =
        IntStream.range(0, prepared.size())
            .parallel()
            .mapToObj(i -> draw(prepared.get(i), all, i))
            .toList();
    SftSamples samples = new SftSamples();
    List<Negatives> negatives = new ArrayList<>();
    for (int i = 0; i < prepared.size(); i++) {
      if (drawn.get(i).isPresent()) {
        samples.add(all.moment(i), all.input(i), all.target(i));
        negatives.add(drawn.get(i).get());
      }
    }
    return new PreferenceLists(samples, negatives);
  }

  /** A query that is worth less than the target. */
  private record Other(int query, double rate) {}

  private Optional<Negatives> draw(Prepared one, SftSamples all, int sample) {
    SplittableRandom random = new SplittableRandom(settings.descent().seed() ^ (one.place() << 20));
    List<BehaviourLevel> untried = new ArrayList<>(levels);
    while (!untried.isEmpty()) {
      BehaviourLevel level = untried.remove(random.nextInt(untried.size()));
      List<Other> others = others(level, one, all, sample, random);
      if (!others.isEmpty()) {
        return Optional.of(list(one, level, drawn(others, random)));
      }
    }
    return Optional.empty();
  }

  private Negatives list(Prepared one, BehaviourLevel level, List<Other> others) {
    Sample sample = one.sample();
    double worse =
        others.stream()
            .mapToDouble(other -> Reward.of(level, other.rate()))
            .average()
            .orElseThrow();
    return new Negatives(
        sample.level(),
        level,
        others.stream().mapToInt(Other::query).toArray(),
        Reward.of(sample.level(), sample.rates().ofTarget()) - worse);
  }

  /** As many as a list has: each once, as far as there are enough. */
  private List<Other> drawn(List<Other> others, SplittableRandom random) {
    List<Other> left = new ArrayList<>(others);
    List<Other> drawn = new ArrayList<>(settings.negatives());
    while (drawn.size() < settings.negatives()) {
      if (left.isEmpty()) {
        left.addAll(others);
      }
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }

  private List<Other> others(
      BehaviourLevel level, Prepared one, SftSamples all, int sample, SplittableRandom random) {
    return switch (level) {
      case SHOW -> shown(one);
      case NOT_SHOWN -> notShown(one, all, sample);
      default -> anything(one, random);
    };
  }

  private List<Other> shown(Prepared one) {
    List<Other> others = new ArrayList<>();
    List<String> shown = one.sample().shown();
    for (int position = 0; position < shown.size(); position++) {
      OptionalInt query = index.find(shown.get(position));
      if (query.isPresent() && query.getAsInt() != one.target()) {
        others.add(new Other(query.getAsInt(), one.sample().rates().ofShown(position)));
      }
    }
    return others;
  }

  private List<Other> notShown(Prepared one, SftSamples all, int sample) {
    List<Other> recalled =
        one.sample().recalled().stream()
            .map(index::find)
            .flatMapToInt(OptionalInt::stream)
            .filter(query -> query != one.target())
            .mapToObj(query -> new Other(query, 0))
            .toList();
    if (!recalled.isEmpty() && !settings.ownBeam()) {
      return recalled;
    }
    List<String> shown = one.sample().shown();
    return Arrays.stream(beam.suggest(all, sample))
        .filter(query -> query != one.target() && !shown.contains(index.text(query)))
        .mapToObj(query -> new Other(query, 0))
        .toList();
  }

  private List<Other> anything(Prepared one, SplittableRandom random) {
    return random
        .ints(4L * settings.negatives(), 0, index.size())
        .filter(query -> query != one.target())
        .distinct()
        .limit(settings.negatives())
        .mapToObj(query -> new Other(query, 0))
        .toList();
  }
}
