package dev.onesug.serving.versions;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.related.Related;
import dev.onesug.model.related.Related.RelatedQuery;
import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A model version from disk, asked step by step. */
public final class BundledModel implements ServedModel {
  private final ModelVersion bundle;
  private final int beamWidth;

  /**
   * Takes over a version.
   *
   * @param bundle closed with this
   * @param beamWidth hypotheses that the search keeps
   */
  public BundledModel(ModelVersion bundle, int beamWidth) {
    this.bundle = bundle;
    this.beamWidth = beamWidth;
  }

  /**
   * Opens and verifies a version folder.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @param precision of the weights that search
   * @param beamWidth hypotheses that the search keeps
   * @throws IOException if a file is missing or altered, or a part does not open
   */
  public static BundledModel open(
      Path folder, String device, ServingPrecision precision, int beamWidth) throws IOException {
    return new BundledModel(ModelVersion.open(folder, device, precision), beamWidth);
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
    List<Moment> moments =
        keystrokes.stream()
            .map(key -> new Moment(key.prefix(), key.related().near(), key.user().history()))
            .toList();
    List<int[]> inputs = keystrokes.stream().map(Keystroke::encoderInput).toList();
    return bundle.search(moments, inputs, beamWidth, limit).stream().map(this::queries).toList();
  }

  private List<GeneratedQuery> queries(List<Candidate> found) {
    return found.stream()
        .map(one -> new GeneratedQuery(bundle.index().text(one.query()), one.score()))
        .toList();
  }

  @Override
  public List<String> completions(Prefix prefix, int limit) {
    return texts(bundle.index().completions(prefix.text(), limit));
  }

  @Override
  public List<String> mostPopular(int limit) {
    return texts(bundle.index().mostPopular(limit));
  }

  @Override
  public boolean holds(String text) {
    return bundle.index().find(text).isPresent();
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

  private List<String> texts(int[] queries) {
    return Arrays.stream(queries).mapToObj(bundle.index()::text).toList();
  }
}
