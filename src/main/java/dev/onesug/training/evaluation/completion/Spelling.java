package dev.onesug.training.evaluation.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How words are spelled: an n-gram model of letters over distinct words, which gives every string a
 * probability, so that a word need not have been searched to be completed.
 */
final class Spelling {
  private static final int ORDER = 6;
  private static final int MOST_LETTERS = 24;

  private final Vocabulary letters;
  private final NgramModel model;

  Spelling(Collection<String> words) {
    letters =
        new Vocabulary(
            words.stream()
                .flatMapToInt(String::codePoints)
                .distinct()
                .mapToObj(Character::toString)
                .toList());
    model = NgramModel.of(words.stream().map(this::ids).toList(), letters.size(), ORDER);
  }

  private int[] ids(String word) {
    return word.codePoints().map(letter -> letters.id(Character.toString(letter))).toArray();
  }

  private double next(int[] before, int letter) {
    return model.probability(model.contexts(before), letter, 1.0 / (letters.size() + 2));
  }

  private record Beginning(int[] letters, double logProbability) {
    Beginning with(int letter, double probability) {
      int[] longer = Arrays.copyOf(letters, letters.length + 1);
      longer[letters.length] = letter;
      return new Beginning(longer, logProbability + Math.log(probability));
    }
  }

  private Beginning read(int[] word) {
    Beginning beginning = new Beginning(new int[0], 0);
    for (int letter : word) {
      beginning = beginning.with(letter, next(beginning.letters, letter));
    }
    return beginning;
  }

  /** The log-probability of a word, its end included. */
  double logProbability(String word) {
    Beginning all = read(ids(word));
    return all.logProbability + Math.log(next(all.letters, letters.size()));
  }

  /** The likeliest words that begin with a text, known or not; approximate, by a beam. */
  List<Completion> completions(String beginning, int limit) {
    List<Beginning> live = List.of(read(ids(beginning)));
    List<Completion> words = new ArrayList<>();
    for (int length = beginning.length(); length < MOST_LETTERS && !live.isEmpty(); length++) {
      List<Beginning> longer = new ArrayList<>();
      for (Beginning shorter : live) {
        int[] contexts = model.contexts(shorter.letters);
        double base = 1.0 / (letters.size() + 2);
        double end = model.probability(contexts, letters.size(), base);
        if (shorter.letters.length > 0) {
          words.add(
              new Completion(
                  beginning + text(shorter.letters, beginning),
                  shorter.logProbability + Math.log(end)));
        }
        for (int letter = 0; letter < letters.size(); letter++) {
          longer.add(shorter.with(letter, model.probability(contexts, letter, base)));
        }
      }
      longer.sort(Comparator.comparingDouble(Beginning::logProbability).reversed());
      live = longer.subList(0, Math.min(limit, longer.size()));
      words.sort(Completion.BEST_FIRST);
      if (words.size() >= limit) {
        words.subList(limit, words.size()).clear();
        double worst = words.get(limit - 1).logProbability();
        live = live.stream().filter(word -> word.logProbability > worst).toList();
      }
    }
    return words;
  }

  /** What letters spell behind a beginning. */
  private String text(int[] ids, String beginning) {
    StringBuilder text = new StringBuilder();
    for (int i = beginning.codePointCount(0, beginning.length()); i < ids.length; i++) {
      text.append(letters.word(ids[i]));
    }
    return text.toString();
  }
}
