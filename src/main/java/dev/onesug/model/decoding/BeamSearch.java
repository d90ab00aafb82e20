package dev.onesug.model.decoding;

import java.util.List;

/**
 * Finds the best queries step by step: feeds the live hypotheses to the decoder, scores what may
 * follow them, keeps the best.
 *
 * <p>Exact: every score (see {@link Score}); the stop, because nothing live can overtake what was
 * returned; the whole result, if the beam is at least as wide as there are unfinished beginnings of
 * any one length. Approximate: a query is missed if at some step {@code beamWidth} other beginnings
 * score higher than its own. A query longer than {@link Decoder#maxSteps} allows is found only
 * through a chain without branches.
 *
 * <p>No query is returned twice. Equal scores are ordered by query id. Immutable; every search has
 * its own state, so one object serves all threads.
 */
public final class BeamSearch {
  private final SearchSpace space;

  private BeamSearch(SearchSpace space) {
    this.space = space;
  }

  /** Among the queries of a trie. */
  public static BeamSearch over(TokenTrie trie) {
    return new BeamSearch(new TrieSpace(trie));
  }

  /**
   * Among all token sequences. Different tokens may read as the same text; what does not end within
   * {@link Decoder#maxSteps} is dropped.
   */
  public static BeamSearch open() {
    return new BeamSearch(new OpenSpace());
  }

  /**
   * Runs one search on a decoder over one input that no step was asked of yet.
   *
   * @return at most {@code request.limit()} candidates, best first; fewer where fewer are allowed
   * @throws IllegalStateException if the decoder gives logits that are not numbers
   */
  public List<Candidate> search(Decoder decoder, SearchRequest request) {
    return search(decoder, List.of(request)).get(0);
  }

  /**
   * Runs a search for each input of a decoder, step by step beside each other. Each finds what it
   * would find alone.
   *
   * @param requests one for each input, in their order
   * @return the candidates of each, as of {@link #search(Decoder, SearchRequest)}
   */
  public List<List<Candidate>> search(Decoder decoder, List<SearchRequest> requests) {
    List<Beam> beams = requests.stream().map(Beam::new).toList();
    for (int input = 0; input < beams.size(); input++) {
      space.begin(decoder, input, beams.get(input));
    }
    beams.forEach(Beam::advance);
    for (int step = 0; step < decoder.maxSteps() && !areOver(beams); step++) {
      space.expand(decoder, beams);
      beams.forEach(Beam::advance);
    }
    return beams.stream().map(Beam::finished).toList();
  }

  private static boolean areOver(List<Beam> beams) {
    return beams.stream().allMatch(Beam::isOver);
  }
}
