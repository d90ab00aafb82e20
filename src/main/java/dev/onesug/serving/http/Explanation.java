package dev.onesug.serving.http;

import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.serving.suggest.Generation;
import dev.onesug.serving.suggest.Trace;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Neighbour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How an answer was made.
 *
 * @param cached whether the generation came from the answer cache
 * @param knownPrefix whether the index held this prefix; null where no model was asked
 * @param semanticId codes, coarse to fine
 * @param related the stored queries that the encoder read, with how each was found
 * @param history the user's queries that were known, newest first
 * @param encoderInput what the seq2seq encoder read
 * @param candidates what the search found, the best score first
 * @param stageMillis time of every stage, in order; a cached answer names the cache's own
 * @param rules ids of the shop's rules that had something to say
 */
record Explanation(
    boolean cached,
    @Nullable Boolean knownPrefix,
    @Nullable List<Integer> semanticId,
    List<Related> related,
    List<String> history,
    String encoderInput,
    List<Candidate> candidates,
    Map<String, Double> stageMillis,
    List<String> rules) {

  /** A related query and how it was found. */
  record Related(String text, String origin) {
    static Related of(Neighbour neighbour) {
      return new Related(neighbour.text(), neighbour.origin());
    }
  }

  /** A query that the search found. */
  record Candidate(String text, double score) {
    static Candidate of(GeneratedQuery query) {
      return new Candidate(query.text(), query.score());
    }
  }

  static Explanation of(Trace trace) {
    Generation generation = trace.generation();
    Map<String, Double> millis = stageMillis(trace);
    List<String> rules = trace.rules();
    if (generation == null) {
      return new Explanation(
          false, null, null, List.of(), trace.history(), "", List.of(), millis, rules);
    }
    return new Explanation(
        trace.cached(),
        generation.related().known(),
        codes(generation.related().semanticId()),
        generation.related().queries().stream().map(Related::of).toList(),
        trace.history(),
        trace.encoderInput(),
        generation.queries().stream().map(Candidate::of).toList(),
        millis,
        rules);
  }

  private static @Nullable List<Integer> codes(@Nullable SemanticId id) {
    return id == null ? null : IntStream.range(0, id.levels()).mapToObj(id::code).toList();
  }

  private static Map<String, Double> stageMillis(Trace trace) {
    Map<String, Double> millis = new LinkedHashMap<>();
    trace.stageNanos().forEach((stage, nanos) -> millis.put(stage.label(), Millis.of(nanos)));
    return millis;
  }
}
