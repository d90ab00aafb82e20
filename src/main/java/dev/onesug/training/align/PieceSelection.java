package dev.onesug.training.align;

import dev.onesug.model.text.QueryTokenizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Counts which WordPieces a corpus is made of, and chooses the most frequent ones.
 *
 * <p>WordPiece takes the longest piece that fits, so a text made of kept pieces is still split as
 * before; another word is split into shorter kept pieces. Single characters are always kept, with
 * and without {@code ##}, so that no word of the corpus becomes unknown.
 */
final class PieceSelection {
  private static final String CONTINUES = "##";
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final QueryTokenizer tokenizer;
  private final Map<String, int[]> piecesOfWord = new HashMap<>();
  private final long[] counts;

  PieceSelection(QueryTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.counts = new long[tokenizer.size()];
  }

  /** Counts the pieces of one text. Words recur, so each is split once. */
  void count(String text) {
    BLANKS
        .splitAsStream(text)
        .flatMapToInt(word -> Arrays.stream(piecesOfWord.computeIfAbsent(word, tokenizer::encode)))
        .forEach(id -> counts[id]++);
  }

  /**
   * Specials, characters, then the most frequent pieces.
   *
   * @param specials always kept
   * @param cap how many tokens at most; exceeded only if specials and characters alone exceed it
   */
  Set<String> select(Set<String> specials, int cap) {
    Set<String> kept = new LinkedHashSet<>(specials);
    characters(kept);
    Integer[] byCount = new Integer[counts.length];
    Arrays.setAll(byCount, i -> i);
    // A stable sort: pieces of equal count stay in the order of their ids.
    Arrays.sort(byCount, Comparator.comparingLong((Integer id) -> -counts[id]));
    for (int id : byCount) {
      if (kept.size() >= cap || counts[id] == 0) {
        break;
      }
      kept.add(tokenizer.token(id));
    }
    return kept;
  }

  /** Every character that occurs, and all of ASCII, because users type what no log has seen. */
  private void characters(Set<String> kept) {
    Set<String> vocabulary = new LinkedHashSet<>();
    Set<Integer> used = new LinkedHashSet<>();
    for (int ascii = '!'; ascii <= '~'; ascii++) {
      used.add(ascii);
    }
    for (int id = 0; id < counts.length; id++) {
      vocabulary.add(tokenizer.token(id));
      if (counts[id] > 0) {
        bare(tokenizer.token(id)).codePoints().forEach(used::add);
      }
    }
    for (int codePoint : used) {
      String character = Character.toString(codePoint);
      for (String form : new String[] {character, CONTINUES + character}) {
        if (vocabulary.contains(form)) {
          kept.add(form);
        }
      }
    }
  }

  private static String bare(String token) {
    return token.startsWith(CONTINUES) ? token.substring(CONTINUES.length()) : token;
  }
}
