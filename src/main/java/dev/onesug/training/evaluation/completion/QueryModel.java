package dev.onesug.training.evaluation.completion;

import dev.onesug.model.text.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * How likely any text is as a query: an n-gram model of words whose base distribution is the
 * spelling of words, so that a query may hold words that nobody searched. Every distinct query
 * counts once, however often it was searched: a query that is new is one more of the distinct ones.
 */
final class QueryModel {
  /** Known words that may end the cut word. */
  private static final int WORDS = 200;

  /** Words that may follow another. */
  private static final int NEXT_WORDS = 40;

  private static final int SPELLED = 20;
  private static final int WIDTH = 40;
  private static final int MOST_WORDS = 6;

  private final Vocabulary vocabulary;
  private final Spelling spelling;
  private final NgramModel model;
  private final double[] spelled;

  /** The probability of each word in the empty context. */
  private final double[] alone;

  QueryModel(Collection<String> queries, int order) {
    TreeSet<String> words = new TreeSet<>();
    queries.forEach(query -> words.addAll(Arrays.asList(query.split(" ", -1))));
    vocabulary = new Vocabulary(words);
    spelling = new Spelling(words);
    model =
        NgramModel.of(
            queries.stream().map(query -> vocabulary.ids(query.split(" ", -1))).toList(),
            vocabulary.size(),
            order);
    spelled = words.stream().mapToDouble(word -> Math.exp(spelling.logProbability(word))).toArray();
    int[] nothing = model.contexts(new int[] {Vocabulary.UNKNOWN});
    alone = new double[spelled.length];
    Arrays.setAll(alone, word -> model.probability(nothing, word, spelled[word]));
  }

  /** The most words of an n-gram. */
  int order() {
    return model.order();
  }

  /** A query that has not ended. */
  private record Beginning(int[] words, String text, double logProbability) {
    static final Comparator<Beginning> BEST_FIRST =
        Comparator.comparingDouble(Beginning::logProbability)
            .reversed()
            .thenComparing(Beginning::text);
  }

  /**
   * The likeliest queries that continue a text; approximate, by a beam.
   *
   * @param typed in normal form
   */
  List<Completion> completions(String typed, int limit) {
    Prefix prefix = new Prefix(typed);
    String complete = prefix.completeWords();
    int[] before = complete.isEmpty() ? new int[0] : vocabulary.ids(complete.split(" ", -1));
    Beginning kept = new Beginning(before, complete, logProbability(before));
    List<Beginning> live = new ArrayList<>();
    addKnown(kept, prefix.cutWord(), Double.NEGATIVE_INFINITY, WORDS, live);
    addSpelled(kept, prefix.cutWord(), live);
    List<Completion> found = new ArrayList<>();
    for (int word = 0; word < MOST_WORDS && !live.isEmpty(); word++) {
      live.forEach(beginning -> found.add(ended(beginning)));
      found.sort(Completion.BEST_FIRST);
      if (found.size() > limit) {
        found.subList(limit, found.size()).clear();
      }
      double worst =
          found.size() == limit ? found.get(limit - 1).logProbability() : Double.NEGATIVE_INFINITY;
      live.removeIf(beginning -> beginning.logProbability <= worst);
      live.sort(Beginning.BEST_FIRST);
      List<Beginning> longer = new ArrayList<>();
      for (Beginning beginning : live.subList(0, Math.min(WIDTH, live.size()))) {
        addKnown(beginning, "", worst, NEXT_WORDS, longer);
      }
      live = longer;
    }
    return found;
  }

  private double logProbability(int[] words) {
    double sum = 0;
    for (int i = 0; i < words.length; i++) {
      int[] contexts = model.contexts(Arrays.copyOf(words, i));
      sum +=
          words[i] == Vocabulary.UNKNOWN
              ? Math.log(model.baseShare(contexts))
              : Math.log(model.probability(contexts, words[i], spelled[words[i]]));
    }
    return sum;
  }

  private Completion ended(Beginning beginning) {
    double end = model.probability(model.contexts(beginning.words), vocabulary.size(), 0);
    return new Completion(beginning.text, beginning.logProbability + Math.log(end));
  }

  /**
   * Known words that begin like the cut word.
   *
   * @param worst what is not likelier than this is of no use
   */
  private void addKnown(
      Beginning kept, String cutWord, double worst, int limit, List<Beginning> into) {
    int from = vocabulary.firstAtOrAfter(cutWord);
    double[] probabilities = new double[vocabulary.endOf(cutWord) - from];
    double rest = model.addFromContexts(model.contexts(kept.words), from, probabilities);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] += rest * alone[from + i];
    }
    for (int i : highest(probabilities, Math.exp(worst - kept.logProbability), limit)) {
      into.add(with(kept, from + i, vocabulary.word(from + i), Math.log(probabilities[i])));
    }
  }

  /** The places of the highest values above a floor, in no order. */
  private static int[] highest(double[] values, double floor, int limit) {
    PriorityQueue<Integer> lowestFirst =
        new PriorityQueue<>(Comparator.comparingDouble(place -> values[place]));
    double lowest = floor;
    for (int place = 0; place < values.length; place++) {
      if (values[place] > lowest) {
        lowestFirst.add(place);
        if (lowestFirst.size() > limit) {
          lowestFirst.remove();
          lowest = values[lowestFirst.element()];
        }
      }
    }
    return lowestFirst.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Words that begin like the cut word and are new. */
  private void addSpelled(Beginning kept, String cutWord, List<Beginning> into) {
    if (!cutWord.isEmpty()) {
      double unknown = Math.log(model.baseShare(model.contexts(kept.words)));
      for (Completion word : spelling.completions(cutWord, SPELLED)) {
        if (vocabulary.id(word.text()) == Vocabulary.UNKNOWN) {
          into.add(with(kept, Vocabulary.UNKNOWN, word.text(), unknown + word.logProbability()));
        }
      }
    }
  }

  private static Beginning with(Beginning kept, int id, String word, double logProbability) {
    int[] words = Arrays.copyOf(kept.words, kept.words.length + 1);
    words[kept.words.length] = id;
    String text = kept.text.isEmpty() ? word : kept.text + " " + word;
    return new Beginning(words, text, kept.logProbability + logProbability);
  }
}
