package dev.onesug.serving.versions;

import dev.onesug.model.related.NearQuery;
import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One loaded model version as a keystroke needs it: the generative path in three steps, and the
 * index's popularity as the way out. Many threads ask at the same time.
 */
public interface ServedModel extends AutoCloseable {

  /** Name of the version, the one that clients write into {@code X-Model-Version}. */
  String version();

  Instant created();

  /** The last instant of the log that its index was made from; where none is known, its own. */
  default Instant dataUntil() {
    return created();
  }

  /**
   * The same version, which never suggests a query that rules exclude, nor reads one as a related
   * query, and favours what they boost. The same object for the same rules, as a rule. Closing it
   * does nothing.
   */
  ServedModel under(RulesInForce rules);

  /** The semantic ID of a prefix and the stored queries around it. */
  Neighbours related(Prefix prefix);

  /** Token ids of the encoder's input. */
  int[] encoderInput(Prefix prefix, Neighbours related, UserContext user);

  /** The encoder's input as a person can read it. */
  String readable(int[] encoderInput);

  /**
   * Searches for several keystrokes beside each other, which costs less than one after another.
   *
   * @param limit the most queries for each
   * @return for each keystroke allowed queries, the best score first
   */
  List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit);

  /** Stored queries that continue the typed text, the most popular first. */
  List<String> completions(Prefix prefix, int limit);

  /** The most popular stored queries. */
  List<String> mostPopular(int limit);

  /** Whether a text in normal form is a stored query. */
  boolean holds(String text);

  @Override
  void close();

  /**
   * What a search takes.
   *
   * @param related of the prefix
   * @param encoderInput made of all of these
   */
  record Keystroke(Prefix prefix, Neighbours related, UserContext user, int[] encoderInput) {}

  /**
   * What stands near a prefix.
   *
   * @param semanticId null where the version has none for this prefix
   * @param known whether it was computed when the index was built; else the text encoder ran
   * @param queries nearest first
   * @param near the queries nearest in meaning, which the search takes as evidence
   */
  record Neighbours(
      @Nullable SemanticId semanticId,
      boolean known,
      List<Neighbour> queries,
      List<NearQuery> near) {
    public static final Neighbours NONE = new Neighbours(null, false, List.of(), List.of());

    public Neighbours {
      queries = List.copyOf(queries);
      near = List.copyOf(near);
    }
  }

  /**
   * One related query.
   *
   * @param query its number in the version's index
   * @param text its normal form
   * @param origin how it was found: semantic, co_occurrence, lexical
   */
  record Neighbour(int query, String text, String origin) {}

  /**
   * One query that the search found.
   *
   * @param text its normal form
   * @param score the search's log-probability, at most 0, and the logarithm of its factor where a
   *     rule boosts it
   */
  record GeneratedQuery(String text, double score) {}
}
