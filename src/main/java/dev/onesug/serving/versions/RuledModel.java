package dev.onesug.serving.versions;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** A version under rules. It does not keep the rules: they are a search and a set of numbers. */
final class RuledModel implements ServedModel {
  private final BundledModel model;
  private final BitSet excluded;
  private final BeamSearch steered;

  /**
   * @param excluded queries of the version's index, which the search leaves out already
   */
  RuledModel(BundledModel model, BitSet excluded, BeamSearch steered) {
    this.model = model;
    this.excluded = excluded;
    this.steered = steered;
  }

  @Override
  public String version() {
    return model.version();
  }

  @Override
  public Instant created() {
    return model.created();
  }

  @Override
  public Instant dataUntil() {
    return model.dataUntil();
  }

  @Override
  public ServedModel under(RulesInForce rules) {
    return model.under(rules);
  }

  /** What is near in meaning is evidence, which says nothing where the search does not go. */
  @Override
  public Neighbours related(Prefix prefix) {
    Neighbours all = model.related(prefix);
    List<Neighbour> queries =
        all.queries().stream().filter(one -> !excluded.get(one.query())).toList();
    return new Neighbours(all.semanticId(), all.known(), queries, all.near());
  }

  @Override
  public int[] encoderInput(Prefix prefix, Neighbours related, UserContext user) {
    return model.encoderInput(prefix, related, user);
  }

  @Override
  public String readable(int[] encoderInput) {
    return model.readable(encoderInput);
  }

  @Override
  public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
    return model.search(steered, keystrokes, limit);
  }

  @Override
  public List<String> completions(Prefix prefix, int limit) {
    return allowed(asked -> model.completionIds(prefix, asked), limit);
  }

  @Override
  public List<String> mostPopular(int limit) {
    return allowed(model::mostPopularIds, limit);
  }

  @Override
  public boolean holds(String query) {
    OptionalInt id = model.find(query);
    return id.isPresent() && !excluded.get(id.getAsInt());
  }

  /** Asks for more, until so many are allowed or there are no more. */
  private List<String> allowed(IntFunction<int[]> best, int limit) {
    int asked = limit;
    while (true) {
      int[] found = best.apply(asked);
      int[] allowed =
          Arrays.stream(found).filter(query -> !excluded.get(query)).limit(limit).toArray();
      if (allowed.length == limit || found.length < asked) {
        return model.texts(allowed);
      }
      asked *= 2;
    }
  }

  /** The version's owner closes it. */
  @Override
  public void close() {}
}
