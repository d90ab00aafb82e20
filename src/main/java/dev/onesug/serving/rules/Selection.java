package dev.onesug.serving.rules;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/**
 * The texts that a rule means: those that are one of its queries, have one of its words, or hold
 * what one of its patterns matches.
 *
 * @param queries whole texts, in normal form
 * @param words one word each, in normal form; of a script without blanks any characters in a row
 * @param patterns of RE2, whose time is linear in the text's length whatever they are
 */
record Selection(Set<String> queries, Set<String> words, List<Pattern> patterns) {
  static final Selection NOTHING = new Selection(Set.of(), Set.of(), List.of());

  Selection {
    queries = Set.copyOf(queries);
    words = Set.copyOf(words);
    patterns = List.copyOf(patterns);
  }

  static Selection of(Set<String> queries) {
    return new Selection(queries, Set.of(), List.of());
  }
}
