package dev.onesug.model.bundle;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.ContinuePrefix;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.decoding.SilentDecoder;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.prior.ContextPrior;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TokenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified model version with all its parts open: codebook, index and models that belong
 * together. Safe for concurrent use. The owner closes it once nobody uses a part of it any more.
 */
public final class ModelVersion implements AutoCloseable {
  private static final String TEXT_ENCODER = "text-encoder";
  private static final String QUANTIZER = "quantizer";
  private static final String INDEX = "index";
  private static final String SEQ2SEQ = "seq2seq";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String SEARCH = "search.json";

  private final Manifest manifest;
  private final OwnedParts parts;
  private final QueryIndex index;
  private final RelatedQueries related;
  private final QueryTokenizer tokenizer;
  private final TokenText tokenText;
  private final EncoderInputBuilder encoderInput;
  private final Seq2SeqModel seq2seq;
  private final BeamSearch search;
  private final @Nullable ContextPrior prior;

  private ModelVersion(
      Path folder,
      Manifest manifest,
      String device,
      ServingPrecision precision,
      Pace pace,
      OwnedParts parts)
      throws IOException {
    this.manifest = manifest;
    this.parts = parts;
    this.index = parts.own(QueryIndex.open(folder.resolve(INDEX)));
    pace.step();
    RqVae quantizer = RqVae.load(folder.resolve(QUANTIZER));
    pace.step();
    TextEncoder textEncoder = parts.own(TextEncoder.load(folder.resolve(TEXT_ENCODER), device));
    this.related = new RelatedQueries(index, quantizer, textEncoder::embed);
    pace.step();
    this.tokenizer = parts.own(QueryTokenizer.load(folder.resolve(SEQ2SEQ).resolve(TOKENIZER)));
    this.tokenText = TokenText.of(tokenizer);
    pace.step();
    this.seq2seq = parts.own(Seq2SeqModel.loadToServe(folder.resolve(SEQ2SEQ), device, precision));
    pace.step();
    this.encoderInput = new EncoderInputBuilder(tokenizer, seq2seq.config());
    this.search = BeamSearch.over(index.trie());
    this.prior = readPrior(folder.resolve(SEQ2SEQ).resolve(SEARCH), index, tokenText);
  }

  /**
   * Reads and verifies every file, then opens all parts.
   *
   * @param folder of the version
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws BundleException if a file is missing, altered, unknown or of another format version
   * @throws IOException if a part does not open although its file is as it was written; nothing
   *     stays open
   */
  public static ModelVersion open(Path folder, String device) throws IOException {
    return open(folder, device, ServingPrecision.AUTO, Pace.FULL);
  }

  /**
   * As {@link #open(Path, String)}.
   *
   * @param precision of the weights that search
   * @param pace asked before each step, of which there are many
   */
  public static ModelVersion open(Path folder, String device, ServingPrecision precision, Pace pace)
      throws IOException {
    Manifest manifest = Manifest.verified(folder, pace);
    OwnedParts parts = new OwnedParts();
    try {
      return new ModelVersion(folder, manifest, device, precision, pace, parts);
    } catch (IllegalArgumentException e) {
      parts.close();
      throw new BundleException(folder, "its parts do not fit each other: " + e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  public String name() {
    return manifest.name();
  }

  public Manifest manifest() {
    return manifest;
  }

  public QueryIndex index() {
    parts.requireOpen();
    return index;
  }

  public RelatedQueries related() {
    parts.requireOpen();
    return related;
  }

  /** The tokenizer of the seq2seq model. */
  public QueryTokenizer tokenizer() {
    return tokenizer;
  }

  /** What the seq2seq model's tokens read as: for {@code continue-prefix}. */
  public TokenText tokenText() {
    return tokenText;
  }

  public EncoderInputBuilder encoderInput() {
    return encoderInput;
  }

  public Seq2SeqModel seq2seq() {
    return seq2seq;
  }

  /**
   * The best queries for each of several encoder inputs; each finds what it would find alone.
   *
   * @param moments that the inputs were made of
   * @param inputs what {@link #encoderInput()} built
   * @param beamWidth hypotheses of one length that a search keeps
   * @param limit the most candidates of a search
   */
  public List<List<Candidate>> search(
      List<Moment> moments, List<int[]> inputs, int beamWidth, int limit) {
    return search(search, moments, inputs, beamWidth, limit);
  }

  /**
   * As {@link #search(List, List, int, int)}.
   *
   * @param steered made of {@link #search()}
   */
  public List<List<Candidate>> search(
      BeamSearch steered, List<Moment> moments, List<int[]> inputs, int beamWidth, int limit) {
    parts.requireOpen();
    List<SearchRequest> requests =
        moments.stream().map(moment -> request(moment, beamWidth, limit)).toList();
    try (Decoder decoder = seq2seq.decoder(inputs)) {
      return steered.search(decoder, requests);
    }
  }

  /** The search among all queries of the index. */
  public BeamSearch search() {
    parts.requireOpen();
    return search;
  }

  /** As {@link #search(List, List, int, int)}, for one. */
  public List<Candidate> search(Moment moment, int[] input, int beamWidth, int limit) {
    return search(List.of(moment), List.of(input), beamWidth, limit).get(0);
  }

  /** As {@link #search(Moment, int[], int, int)}, with the prior as the whole score. */
  public List<Candidate> searchWithoutModel(Moment moment, int beamWidth, int limit) {
    parts.requireOpen();
    Seq2SeqConfig config = seq2seq.config();
    return search.search(
        new SilentDecoder(config.startToken(), config.endToken(), config.maxPositions()),
        request(moment, beamWidth, limit));
  }

  /** What is known of a user's keystroke, related queries looked up. */
  public Moment moment(Prefix prefix, UserContext user) {
    parts.requireOpen();
    return new Moment(prefix, related.lookup(prefix).near(), user.history());
  }

  /** A prior knows what it means to leave the typed text; without one nothing may leave it. */
  private SearchRequest request(Moment moment, int beamWidth, int limit) {
    return prior == null
        ? new SearchRequest(beamWidth, limit, continuing(moment.prefix()))
        : new SearchRequest(beamWidth, limit, Constraint.NONE, prior.given(moment));
  }

  private ContinuePrefix continuing(Prefix prefix) {
    return new ContinuePrefix(tokenText.spelled(prefix.text()), tokenText);
  }

  /** Whether the search knows more than the model: not so for an imported one. */
  public boolean hasPrior() {
    return prior != null;
  }

  /** The best candidates for an encoder input, with every wish of the caller's own. */
  public List<Candidate> search(int[] input, SearchRequest request) {
    parts.requireOpen();
    try (Decoder decoder = seq2seq.decoder(input)) {
      return search.search(decoder, request);
    }
  }

  /** A version that says nothing of its search has no prior: an imported model, for example. */
  private static @Nullable ContextPrior readPrior(Path file, QueryIndex index, TokenText text)
      throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    return new ContextPrior(index, text, PriorWeights.read(file));
  }

  @Override
  public void close() {
    parts.close();
  }
}
