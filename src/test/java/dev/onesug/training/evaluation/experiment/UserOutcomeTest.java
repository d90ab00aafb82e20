package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserOutcomeTest {
  private final UserOutcome user =
      new UserOutcome("new", new UserTraits(false, false, UserGroups.NO_GROUP));

  private void add(String action, String query, String text, String attributes) {
    user.add(event(action, query, text, attributes));
  }

  static FeedbackEvent event(String action, String query, String text, String attributes) {
    return FeedbackJson.parse(
        """
        {"event_id":"e","action_name":"%s","timestamp":"2026-11-28T12:00:00Z","client_id":"c1",
        "query_id":"%s","user_query":"%s","event_attributes":{%s}}"""
            .formatted(action, query, text, attributes));
  }

  private static String choice(String text, int position) {
    return "\"object\":{\"object_id\":\"%s\"},\"position\":{\"ordinal\":%d}"
        .formatted(text, position);
  }

  private double metric(ExperimentMetric metric) {
    return metric.ratio(List.of(user)).value();
  }

  @Test
  void search_namesTheListOfTheChoice_cameFromASuggestion() {
    add("click", "list1", "re", choice("red shoes", 2));
    add("search", "s1", "red shoes", "\"suggest_request_id\":\"list1\"");

    assertThat(metric(ExperimentMetric.SEARCHES_BY_SUGGESTION)).isEqualTo(100);
    assertThat(metric(ExperimentMetric.RECIPROCAL_RANK)).isEqualTo(0.5);
    assertThat(metric(ExperimentMetric.LETTERS)).isEqualTo(2);
  }

  @Test
  void search_namesAnotherList_didNot() {
    add("click", "list1", "re", choice("red shoes", 2));
    add("search", "s1", "red shoes", "\"suggest_request_id\":\"list2\"");

    assertThat(metric(ExperimentMetric.SEARCHES_BY_SUGGESTION)).isZero();
    assertThat(metric(ExperimentMetric.LETTERS)).isEqualTo(9);
    assertThat(metric(ExperimentMetric.CHOICE_POSITION)).isEqualTo(2);
    assertThat(metric(ExperimentMetric.LETTERS_BEFORE_CHOICE)).isEqualTo(2);
  }

  @Test
  void search_namesNoList_cameFromTheSuggestionThatItIs() {
    add("click", "list1", "re", choice("red shoes", 1));
    add("search", "s1", "red shoes", "");
    add("click", "list2", "re", choice("red shoes", 1));
    add("search", "s2", "red hats", "");

    assertThat(metric(ExperimentMetric.SEARCHES_BY_SUGGESTION)).isEqualTo(50);
  }

  /** The same query typed again is no second search from the one choice. */
  @Test
  void search_afterTheSearchOfTheChoice_didNot() {
    add("click", "list1", "re", choice("red shoes", 1));
    add("search", "s1", "red shoes", "");
    add("search", "s2", "red shoes", "");

    assertThat(metric(ExperimentMetric.SEARCHES_BY_SUGGESTION)).isEqualTo(50);
  }

  @Test
  void letters_outsideTheBasicPlane_countAsOne() {
    add("search", "s1", "👟👟", "");

    assertThat(metric(ExperimentMetric.LETTERS)).isEqualTo(2);
  }

  @Test
  void orders_andLists_areSummed() {
    add("search", "s1", "red shoes", "");
    add("search", "s2", "red shoes", "");
    add("item_click", "s1", "red shoes", "\"object\":{\"object_id\":\"i\"}");
    add("order", "s1", "red shoes", "\"object\":{\"object_id\":\"i\"},\"amount\":12.5");
    add("order", "s1", "red shoes", "\"object\":{\"object_id\":\"j\"}");
    add("impression", "l", "r", "\"shown\":[],\"took_millis\":4");
    add("impression", "l", "r", "\"shown\":[],\"took_millis\":8");
    add("impression", "l", "r", "\"shown\":[]");

    assertThat(metric(ExperimentMetric.ITEM_CLICKS)).isEqualTo(50);
    assertThat(metric(ExperimentMetric.ORDERS)).isEqualTo(100);
    assertThat(metric(ExperimentMetric.REVENUE)).isCloseTo(12.5, offset(1e-9));
    assertThat(metric(ExperimentMetric.SEARCHES)).isEqualTo(2);
    assertThat(metric(ExperimentMetric.CHOICES_A_LIST)).isZero();
    assertThat(metric(ExperimentMetric.LATENCY)).isEqualTo(6);
  }
}
