package dev.onesug.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnedPartsTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void close_parts_closesTheLastFirstAndEachOnce() {
    OwnedParts parts = new OwnedParts();
    parts.own(part("first", null));
    parts.own(part("second", null));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void close_partsFail_closesTheOthersAndTellsOfAll() {
    OwnedParts parts = new OwnedParts();
    parts.own(part("first", new IOException("one")));
    parts.own(part("second", null));
    parts.own(part("third", new IllegalStateException("three")));

    assertThatThrownBy(parts::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a part does not close")
        .hasRootCauseMessage("three")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed()).extracting("message").containsExactly("one"));
    assertThat(closed).containsExactly("third", "second", "first");
  }

  private AutoCloseable part(String name, Exception failure) {
    return () -> {
      closed.add(name);
      if (failure != null) {
        throw failure;
      }
    };
  }
}
