package dev.onesug.serving.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdminTokensTest {
  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String NEW = "fedcba9876543210fedcba9876543210fedcba";

  @Test
  void accept_eachOfTwo_andNothingElse() {
    AdminTokens tokens = new AdminTokens(List.of(OLD, NEW));

    assertThat(tokens.accept(OLD)).isTrue();
    assertThat(tokens.accept(NEW)).isTrue();
    assertThat(tokens.accept(OLD + NEW)).isFalse();
    assertThat(tokens.accept(OLD.substring(1))).isFalse();
    assertThat(tokens.accept(OLD + " ")).isFalse();
    assertThat(tokens.accept("")).isFalse();
  }

  @Test
  void accept_noneConfigured_nothing() {
    assertThat(new AdminTokens(List.of()).isEmpty()).isTrue();
    assertThat(new AdminTokens(List.of()).accept("")).isFalse();
  }

  @Test
  void create_shortToken_isRefusedAndNotShown() {
    assertThatThrownBy(() -> new AdminTokens(List.of(OLD, "hunter2")))
        .hasMessage("onesug.admin.token: a token of 7 characters (expected: at least 32)");
  }
}
