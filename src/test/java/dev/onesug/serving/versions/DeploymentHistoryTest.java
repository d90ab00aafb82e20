package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentHistoryTest {
  private final DeploymentHistory first = new DeploymentHistory(answering("v0"), List.of());

  @Test
  void then_moreThanTen_forgetsTheOldest() {
    DeploymentHistory history = first;
    for (int i = 1; i <= 12; i++) {
      history = history.then(answering("v" + i), history.current());
    }

    assertThat(history.current()).isEqualTo(answering("v12"));
    assertThat(history.earlier())
        .hasSize(10)
        .startsWith(answering("v11"))
        .endsWith(answering("v2"));
  }

  @Test
  void thenAndBack_retiredMeanwhile_staysRetired() {
    Deployment retired = answering("v0").withSuccessor("old", "v0");
    DeploymentHistory history = first.then(answering("v1"), answering("v0")).with(retired);

    assertThat(history.then(answering("v2"), retired).current().successors())
        .isEqualTo(Map.of("old", "v0"));
    assertThat(history.back()).isEqualTo(new DeploymentHistory(retired, List.of()));
  }

  @Test
  void back_first_isRefused() {
    assertThatThrownBy(first::back)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("deployment: the first (expected: one before it)");
  }

  private static Deployment answering(String version) {
    return Deployment.NEWEST.withDefault(version);
  }
}
