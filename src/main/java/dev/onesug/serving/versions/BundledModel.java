package dev.onesug.serving.versions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.bundle.Pace;
import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.related.Related;
import dev.onesug.model.related.Related.RelatedQuery;
import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.IndexedTexts;
import dev.onesug.serving.rules.RuledIndex;
import dev.onesug.serving.rules.RulesInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A model version from disk, asked step by step. */
public final class BundledModel implements ServedModel {
  /** Combinations of rules that are kept ready. */
  private static final int KEPT = 32;

  private final ModelVersion bundle;
  private final int beamWidth;
  private final RuledIndex ruledIndex;

  /** Each takes up to 4 bytes a node of the trie. */
  private final Cache<RulesInForce, ServedModel> underRules =
      Caffeine.newBuilder().weakKeys().maximumSize(KEPT).executor(Runnable::run).build();

  /**
   * Takes over a version.
   *
   * @param bundle closed with this
   * @param beamWidth hypotheses that the search keeps
   */
  public BundledModel(ModelVersion bundle, int beamWidth) {
    this.bundle = bundle;
    this.beamWidth = beamWidth;
    this.ruledIndex = new RuledIndex(new Texts(bundle));
  }

  /**
   * Opens and verifies a version folder.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @param precision of the weights that search
   * @param beamWidth hypotheses that the search keeps
   * @param pace asked before each step
   * @throws IOException if a file is missing or altered, or a part does not open
   */
  public static BundledModel open(
      Path folder, String device, ServingPrecision precision, int beamWidth, Pace pace)
      throws IOException {
    return new BundledModel(ModelVersion.open(folder, device, precision, pace), beamWidth);
  }

  @Override
  public String version() {
    return bundle.name();
  }

  @Override
  public Instant created() {
    return bundle.manifest().provenance().created();
  }

  @Override
  public Instant dataUntil() {
    return bundle.manifest().provenance().dataWindow().to();
  }

  @Override
  public ServedModel under(RulesInForce rules) {
    return rules.isNone() ? this : underRules.get(rules, this::ruled);
  }

  private ServedModel ruled(RulesInForce rules) {
    BitSet excluded = ruledIndex.excluded(rules);
    return new RuledModel(
        this, excluded, bundle.search().steered(excluded, ruledIndex.logFactors(rules)));
  }

  @Override
  public Neighbours related(Prefix prefix) {
    Related related = bundle.related().lookup(prefix);
    return new Neighbours(
        related.semanticId(),
        related.source() == Related.Source.KNOWN,
        related.queries().stream().map(this::neighbour).toList(),
        related.near());
  }

  @Override
  public int[] encoderInput(Prefix prefix, Neighbours related, UserContext user) {
    int[][] tokens =
        related.queries().stream()
            .map(neighbour -> bundle.index().tokens(neighbour.query()))
            .toArray(int[][]::new);
    return bundle.encoderInput().build(prefix, tokens, user);
  }

  /** The tokens themselves, as the model sees them. */
  @Override
  public String readable(int[] encoderInput) {
    return Arrays.stream(encoderInput)
        .mapToObj(bundle.tokenizer()::token)
        .collect(Collectors.joining(" "));
  }

  @Override
  public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
    return search(bundle.search(), keystrokes, limit);
  }

  List<List<GeneratedQuery>> search(BeamSearch steered, List<Keystroke> keystrokes, int limit) {
    List<Moment> moments =
        keystrokes.stream()
            .map(key -> new Moment(key.prefix(), key.related().near(), key.user().history()))
            .toList();
    List<int[]> inputs = keystrokes.stream().map(Keystroke::encoderInput).toList();
    return bundle.search(steered, moments, inputs, beamWidth, limit).stream()
        .map(this::queries)
        .toList();
  }

  private List<GeneratedQuery> queries(List<Candidate> found) {
    return found.stream()
        .map(one -> new GeneratedQuery(bundle.index().text(one.query()), one.score()))
        .toList();
  }

  @Override
  public List<String> completions(Prefix prefix, int limit) {
    return texts(completionIds(prefix, limit));
  }

  int[] completionIds(Prefix prefix, int limit) {
    return bundle.index().completions(prefix.text(), limit);
  }

  @Override
  public List<String> mostPopular(int limit) {
    return texts(mostPopularIds(limit));
  }

  int[] mostPopularIds(int limit) {
    return bundle.index().mostPopular(limit);
  }

  @Override
  public boolean holds(String text) {
    return find(text).isPresent();
  }

  OptionalInt find(String text) {
    return bundle.index().find(text);
  }

  @Override
  public void close() {
    bundle.close();
  }

  private Neighbour neighbour(RelatedQuery related) {
    return new Neighbour(
        related.query(),
        bundle.index().text(related.query()),
        related.origin().name().toLowerCase(Locale.ROOT));
  }

  List<String> texts(int[] queries) {
    return Arrays.stream(queries).mapToObj(bundle.index()::text).toList();
  }

  /** An index as rules are compiled against it. */
  private record Texts(ModelVersion bundle) implements IndexedTexts {
    @Override
    public int size() {
      return bundle.index().size();
    }

    @Override
    public String text(int query) {
      return bundle.index().text(query);
    }

    @Override
    public OptionalInt find(String text) {
      return bundle.index().find(text);
    }
  }
}
