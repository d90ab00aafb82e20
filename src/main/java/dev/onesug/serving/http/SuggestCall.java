package dev.onesug.serving.http;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.serving.rules.Scope;
import dev.onesug.serving.suggest.ClientTurn;
import dev.onesug.serving.suggest.SuggestRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a request asks, past the gate; its version comes with the headers. */
final class SuggestCall {
  private SuggestCall() {}

  /** Reads a URL's parameters; those that are unknown are ignored. */
  static SuggestRequest read(QueryString query) {
    return of(query::value, query::value, query::value, null);
  }

  /** Reads a JSON body; unknown members are ignored. */
  static SuggestRequest read(JsonBody body) {
    return of(body::text, body::number, body::truth, body.userContext());
  }

  /** A field as it was written; null where it is not there. */
  @FunctionalInterface
  private interface Field {
    @Nullable String read(String name);
  }

  private static SuggestRequest of(
      Field text, Field number, Field truth, @Nullable UserContext user) {
    String typed = InputRules.prefix(text.read("prefix"));
    int limit = InputRules.limit(number.read("limit"));
    String userId = InputRules.name("userId", text.read("userId"));
    String clientId = InputRules.name("clientId", text.read("clientId"));
    Long seq = InputRules.seq(number.read("seq"));
    Scope scope =
        new Scope(
            InputRules.name("locale", text.read("locale")),
            InputRules.name("category", text.read("category")));
    Duration deadline = InputRules.deadline("deadlineMillis", number.read("deadlineMillis"));
    boolean explain = InputRules.explain(truth.read("explain"));
    ClientTurn turn = clientId == null || seq == null ? null : new ClientTurn(clientId, seq);
    return new SuggestRequest(typed, limit, null, userId, user, scope, turn, deadline, explain);
  }
}
