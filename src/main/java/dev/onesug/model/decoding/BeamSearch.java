package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Finds the best queries of a trie: continues the best hypothesis, until the best is a whole query,
 * as often as queries are wanted. That is best-first beam search (Meister, Vieira and Cotterell,
 * TACL 2020): because a {@link Score} only falls, it finds what a beam search finds that goes step
 * by step, and looks at no more than it must.
 *
 * <p>Decoding one node costs nearly as much as decoding many. So whenever the search comes to a
 * node that was not decoded, all that the prior expects it to come to after that are decoded with
 * it; usually that is all that is needed.
 *
 * <p>Exact: every score (see {@link Score}); the whole result, unless the beam had no place for a
 * beginning that came up. Approximate: a query is missed if {@code beamWidth} other beginnings of
 * some length score higher than its own. A query longer than {@link Decoder#maxLength} allows is
 * found only through a chain without branches.
 *
 * <p>Where queries are favoured ({@link #steered}), a beginning counts with the best factor of what
 * it may still become, which falls too as it grows: nothing of this changes.
 *
 * <p>No query is returned twice. Equal scores are ordered by query id. Immutable; every search has
 * its own state, so one object serves all threads.
 *
 * @see <a href="https://arxiv.org/abs/2007.03909">Best-first beam search</a>
 */
public final class BeamSearch {
  private final TokenTrie trie;
  private final int[] chainEnds;

  private final Steering steering;

  private BeamSearch(TokenTrie trie, int[] chainEnds, Steering steering) {
    this.trie = trie;
    this.chainEnds = chainEnds;
    this.steering = steering;
  }

  /** Among the queries of a trie, all of whose nodes are looked at once. */
  public static BeamSearch over(TokenTrie trie) {
    return new BeamSearch(trie, trie.chainEnds(), Steering.NONE);
  }

  /**
   * A search among the same queries, of which some are never found and take no place of a beam, and
   * some count as more or less likely than they are: the logarithm of a factor is added to their
   * scores, which may then be above 0. The scores of others stay what they are. Takes a look at
   * every node of the trie; searches under way go on as they began.
   *
   * @param excluded queries by id, in place of those that this search leaves out; ids that are not
   *     in the trie are passed over
   * @param logFactors by query, in place of this search's
   */
  public BeamSearch steered(BitSet excluded, Map<Integer, Double> logFactors) {
    return new BeamSearch(trie, chainEnds, Steering.of(trie, excluded, logFactors));
  }

  /**
   * Runs one search on a decoder over one input that was fed nothing yet.
   *
   * @return at most {@code request.limit()} candidates, best first; fewer where fewer are allowed
   * @throws IllegalStateException if the decoder gives logits that are not numbers
   */
  public List<Candidate> search(Decoder decoder, SearchRequest request) {
    return search(decoder, List.of(request)).get(0);
  }

  /**
   * Runs a search for each input of a decoder, all of them beside each other. Each finds what it
   * would find alone.
   *
   * @param requests one for each input, in their order
   * @return the candidates of each, as of {@link #search(Decoder, SearchRequest)}
   */
  public List<List<Candidate>> search(Decoder decoder, List<SearchRequest> requests) {
    List<Search> searches = new ArrayList<>();
    for (SearchRequest request : requests) {
      searches.add(
          new Search(trie, chainEnds, steering, request, searches.size(), decoder.maxLength()));
    }
    Feeding feeding = new Feeding(trie, decoder);
    List<Search> unfinished = unfinished(searches);
    while (!unfinished.isEmpty()) {
      feeding.feed(unfinished);
      unfinished = unfinished(unfinished);
    }
    return searches.stream().map(Search::found).toList();
  }

  /** Lets each go on as far as it can; those that are not over then. */
  private static List<Search> unfinished(List<Search> searches) {
    return searches.stream().filter(search -> !search.advance()).toList();
  }
}
