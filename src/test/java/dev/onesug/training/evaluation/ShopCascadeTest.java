package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopCascadeTest {
  private static final QueryCounts QUERIES =
      QueryCounts.of(Map.of("red shoes", 50, "red shirt", 40, "summer dress red", 10));

  @Test
  void suggest_historyWithTheQuery_ranksItFirst() {
    ShopCascade cascade = new ShopCascade(QUERIES);
    assertThat(cascade.suggest(EvaluationRequest.anonymous("red s"), 2))
        .containsExactly("red shoes", "red shirt");
    UserContext shirtBuyer =
        new UserContext(History.untimed(List.of("red shirt")), Profile.UNKNOWN);
    assertThat(cascade.suggest(new EvaluationRequest("red s", shirtBuyer), 1))
        .containsExactly("red shirt");
  }

  @Test
  void asMap_counts_areTheOnesGiven() {
    assertThat(QUERIES.asMap())
        .isEqualTo(Map.of("red shoes", 50, "red shirt", 40, "summer dress red", 10));
  }
}
