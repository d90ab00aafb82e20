package dev.onesug.serving.http;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.serving.suggest.SuggestRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed the gate.
 *
 * @param typed the text in the box
 * @param limit most suggestions wanted
 * @param userId whose history and profile to look up
 * @param user history and profile that came along
 * @param explain whether to say how the answer was made
 */
record SuggestCall(
    String typed, int limit, @Nullable String userId, @Nullable UserContext user, boolean explain) {

  /** Reads a URL's parameters; those that are unknown are ignored. */
  static SuggestCall of(QueryString query) {
    String typed = Rules.prefix(query.value("prefix"));
    int limit = Rules.limit(query.value("limit"));
    String userId = Rules.name("userId", query.value("userId"));
    Rules.name("clientId", query.value("clientId"));
    Rules.seq(query.value("seq"));
    Rules.name("locale", query.value("locale"));
    Rules.name("category", query.value("category"));
    return new SuggestCall(typed, limit, userId, null, Rules.explain(query.value("explain")));
  }

  /** Reads a JSON body; unknown members are ignored. */
  static SuggestCall of(JsonBody body) {
    String typed = Rules.prefix(body.text("prefix"));
    int limit = Rules.limit(body.number("limit"));
    String userId = Rules.name("userId", body.text("userId"));
    Rules.name("clientId", body.text("clientId"));
    Rules.seq(body.number("seq"));
    Rules.name("locale", body.text("locale"));
    Rules.name("category", body.text("category"));
    return new SuggestCall(
        typed, limit, userId, body.userContext(), Rules.explain(body.truth("explain")));
  }

  SuggestRequest toRequest(@Nullable String version) {
    return new SuggestRequest(typed, limit, version, userId, user);
  }
}
