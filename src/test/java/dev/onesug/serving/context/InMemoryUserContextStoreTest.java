package dev.onesug.serving.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryUserContextStoreTest {
  private final UserContext lamp =
      new UserContext(History.untimed(List.of("desk lamp")), Profile.UNKNOWN);

  @Test
  void find_rememberedUser_isFound() {
    InMemoryUserContextStore users = new InMemoryUserContextStore(10, Duration.ofHours(1));
    users.remember("ann", lamp);

    assertThat(users.find("ann")).isEqualTo(lamp);
    assertThat(users.find("bob")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void find_userWhoComesBackLater_beginsANewSession() {
    Instant[] now = {Instant.parse("2026-11-27T10:00:00Z")};
    InMemoryUserContextStore users =
        new InMemoryUserContextStore(10, Duration.ofHours(1), () -> now[0]);
    users.remember("ann", lamp);
    now[0] = now[0].plus(Duration.ofMinutes(30));
    assertThat(users.find("ann").history().inSession()).isEqualTo(1);
    now[0] = now[0].plus(Duration.ofMinutes(31));
    assertThat(users.find("ann").history()).isEqualTo(new History(List.of("desk lamp"), 0));
    assertThat(users.find("ann").history().inSession()).isZero();
  }

  @Test
  void searched_newestFirstDistinctAndNoMoreThanTheModelReads() {
    InMemoryUserContextStore users = new InMemoryUserContextStore(10, Duration.ofHours(1));
    Instant now = Instant.now();
    for (int i = 0; i < 25; i++) {
      users.searched("ann", "query " + i, now);
    }
    users.searched("ann", "query 10", now);

    History history = users.find("ann").history();

    assertThat(history.queries())
        .hasSize(20)
        .startsWith("query 10", "query 24")
        .endsWith("query 5")
        .doesNotHaveDuplicates();
    assertThat(history.inSession()).isEqualTo(20);
  }

  @Test
  void searched_afterTheSessionsGap_isTheOnlyOneOfItsSession() {
    Instant[] now = {Instant.parse("2026-11-27T10:00:00Z")};
    InMemoryUserContextStore users =
        new InMemoryUserContextStore(10, Duration.ofHours(1), () -> now[0]);
    users.remember("ann", lamp);
    now[0] = now[0].plus(Duration.ofMinutes(31));
    users.searched("ann", "red shoes", now[0]);

    assertThat(users.find("ann").history())
        .isEqualTo(new History(List.of("red shoes", "desk lamp"), 1));
  }

  @Test
  void remember_moreThanTheMaximum_forgetsSome() {
    InMemoryUserContextStore users = new InMemoryUserContextStore(10, Duration.ofHours(1));
    for (int i = 0; i < 1000; i++) {
      users.remember("user" + i, lamp);
    }

    long remembered =
        IntStream.range(0, 1000).filter(i -> users.find("user" + i).equals(lamp)).count();
    // Eviction is asynchronous; it may lag a little.
    assertThat(remembered).isLessThan(900);
  }
}
