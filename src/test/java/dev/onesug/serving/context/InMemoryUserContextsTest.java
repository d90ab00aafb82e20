package dev.onesug.serving.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryUserContextsTest {
  private final UserContext lamp = new UserContext(List.of("desk lamp"), Profile.UNKNOWN);

  @Test
  void find_rememberedUser_isFound() {
    InMemoryUserContexts users = new InMemoryUserContexts(10, Duration.ofHours(1));
    users.remember("ann", lamp);

    assertThat(users.find("ann")).isEqualTo(lamp);
    assertThat(users.find("bob")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void remember_moreThanTheMaximum_forgetsSome() {
    InMemoryUserContexts users = new InMemoryUserContexts(10, Duration.ofHours(1));
    for (int i = 0; i < 1000; i++) {
      users.remember("user" + i, lamp);
    }

    long remembered =
        IntStream.range(0, 1000).filter(i -> users.find("user" + i).equals(lamp)).count();
    // Eviction is asynchronous; it may lag a little.
    assertThat(remembered).isLessThan(900);
  }
}
