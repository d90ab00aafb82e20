package dev.onesug.serving.suggest;

import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.rules.RuleSource;

/**
 * What a shop knows beside its model.
 *
 * @param users what they searched before, and who they are
 * @param rules what the shop's people decide about suggestions
 * @param trending what many search now
 */
public record Shop(UserContextStore users, RuleSource rules, Trending trending) {
  /** It knows nothing. */
  public static final Shop UNKNOWN = of(UserContextStore.NONE);

  /** A shop that knows its users and nothing else. */
  public static Shop of(UserContextStore users) {
    return new Shop(users, RuleSource.NONE, Trending.NONE);
  }
}
