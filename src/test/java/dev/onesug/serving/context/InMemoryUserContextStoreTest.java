package dev.onesug.serving.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.onesug.model.seq2seq.UserContext;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryUserContextStoreTest extends UserContextStoreContract {
  private final InMemoryUserContextStore memory =
      new InMemoryUserContextStore(1000, new Retention(EXPIRY, () -> now));

  @Override
  UserContextStore open() {
    return memory;
  }

  @Test
  void searched_moreUsersThanTheMaximum_forgetsAllAboveIt() {
    InMemoryUserContextStore ten =
        new InMemoryUserContextStore(10, new Retention(EXPIRY, () -> now));
    IntStream.range(0, 1000).forEach(i -> ten.searched("user" + i, "lamp", now));

    // Eviction is asynchronous; it may lag a little.
    await().untilAsserted(() -> assertThat(remembered(ten)).isBetween(1L, 10L));
  }

  private static long remembered(UserContextStore users) {
    return IntStream.range(0, 1000)
        .filter(i -> !users.find("user" + i).equals(UserContext.ANONYMOUS))
        .count();
  }

  @Test
  void open_noExpiry_isRefused() {
    assertThatThrownBy(() -> new InMemoryUserContextStore(10, Duration.ZERO))
        .hasMessage("onesug.users.expiry: PT0S (expected: above zero)");
  }
}
