package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.logs.BehaviourLevel;
import org.junit.jupiter.api.Test;

class AuthorsLevelTest {

  @Test
  void ofChosen_scoreOfOneLevel_isCertain() {
    assertThat(AuthorsLevel.ofChosen(0.97)).isEqualTo(certain(BehaviourLevel.QUERY_CLICK));
    assertThat(AuthorsLevel.ofChosen(1.5)).isEqualTo(certain(BehaviourLevel.ITEM_CLICK));
    assertThat(AuthorsLevel.ofChosen(2.0)).isEqualTo(certain(BehaviourLevel.ORDER));
    assertThat(AuthorsLevel.ofChosen(2.2)).isEqualTo(certain(BehaviourLevel.ORDER));
  }

  @Test
  void ofChosen_scoreOfTwoLevels_isTheLowerOne() {
    assertThat(AuthorsLevel.ofChosen(1.2))
        .isEqualTo(new AuthorsLevel(BehaviourLevel.QUERY_CLICK, false));
    assertThat(AuthorsLevel.ofChosen(1.8))
        .isEqualTo(new AuthorsLevel(BehaviourLevel.ITEM_CLICK, false));
  }

  @Test
  void ofChosen_scoreOfNoLevel_isNull() {
    assertThat(AuthorsLevel.ofChosen(0.3)).isNull();
    assertThat(AuthorsLevel.ofChosen(5)).isNull();
  }

  @Test
  void ofRejected_levelsDoNotOverlap() {
    assertThat(AuthorsLevel.ofRejected(0)).isEqualTo(certain(BehaviourLevel.RANDOM));
    assertThat(AuthorsLevel.ofRejected(0.23)).isEqualTo(certain(BehaviourLevel.NOT_SHOWN));
    assertThat(AuthorsLevel.ofRejected(0.6)).isEqualTo(certain(BehaviourLevel.SHOW));
    assertThat(AuthorsLevel.ofRejected(0.32)).isNull();
  }

  private static AuthorsLevel certain(BehaviourLevel level) {
    return new AuthorsLevel(level, true);
  }
}
