package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.versions.ServedModel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneSugTest {

  /** Generates the user's last query, then what was typed with an ending. */
  private static class EchoModel implements ServedModel {
    @Override
    public String version() {
      return "echo";
    }

    @Override
    public Instant created() {
      return Instant.EPOCH;
    }

    @Override
    public ServedModel under(RulesInForce rules) {
      return this;
    }

    @Override
    public Neighbours related(Prefix prefix) {
      return Neighbours.NONE;
    }

    @Override
    public int[] encoderInput(Prefix prefix, Neighbours related, UserContext user) {
      return new int[] {1};
    }

    @Override
    public String readable(int[] encoderInput) {
      return "";
    }

    @Override
    public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
      return keystrokes.stream()
          .map(
              keystroke ->
                  List.of(
                      new GeneratedQuery(keystroke.user().history().queries().get(0), -1),
                      new GeneratedQuery(keystroke.prefix().text() + "es", -2)))
          .toList();
    }

    @Override
    public List<String> completions(Prefix prefix, int limit) {
      return List.of("shoe rack");
    }

    @Override
    public List<String> mostPopular(int limit) {
      return List.of("lamp");
    }

    @Override
    public boolean holds(String text) {
      return true;
    }

    @Override
    public void close() {}
  }

  private static final EvaluationRequest REQUEST =
      new EvaluationRequest(
          "sho", new UserContext(History.untimed(List.of("red shirt")), Profile.UNKNOWN));

  @Test
  void suggest_userWithHistory_answersAsServed() {
    try (EchoModel model = new EchoModel();
        OneSug oneSug = new OneSug(model, "ours", 8)) {
      assertThat(oneSug.suggest(REQUEST, 16))
          .containsExactly("red shirt", "shoes", "shoe rack", "lamp");
      assertThat(oneSug.suggest(REQUEST, 1)).containsExactly("red shirt");
      assertThat(oneSug.name()).isEqualTo("ours");
      assertThat(oneSug.description()).contains("Model version echo, beam 8");
    }
  }

  @Test
  void suggest_failingModel_isAnErrorNotTheFallback() {
    EchoModel failing =
        new EchoModel() {
          @Override
          public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
            throw new IllegalStateException("broken");
          }
        };
    try (OneSug oneSug = new OneSug(failing, "ours", 8)) {
      assertThatThrownBy(() -> oneSug.suggest(REQUEST, 16))
          .hasMessage("prefix: sho (the model did not answer: model-failure)");
    }
  }
}
