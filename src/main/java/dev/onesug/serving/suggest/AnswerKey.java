package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import java.util.List;

/**
 * Everything that a generation depends on.
 *
 * @param rules identity of the rules that it was made under
 */
record AnswerKey(String version, Prefix prefix, UserContext user, long rules) {
  /** UTF-16 code units; nearly every key has fewer. */
  private static final int USUAL_LENGTH = 512;

  /**
   * As how many usual keys a cache counts this one, at most 12: its texts are shorter than so many
   * times 512, a kilobyte each. Anybody can send the longest history again and again.
   */
  int weight() {
    int history = length(user.history().queries());
    int profile = length(user.profile().fields());
    return 1 + (prefix.text().length() + history + profile) / USUAL_LENGTH;
  }

  private static int length(List<String> texts) {
    return texts.stream().mapToInt(String::length).sum();
  }
}
