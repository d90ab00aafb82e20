package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
  @TempDir Path checkout;

  @Test
  void commitOf_branchDetachedOrNoCheckout_isFoundOrNull() throws IOException {
    assertThat(Origin.commitOf(checkout)).isNull();
    Path heads = Files.createDirectories(checkout.resolve(".git/refs/heads"));
    Files.writeString(checkout.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    assertThat(Origin.commitOf(checkout)).isNull();
    Files.writeString(heads.resolve("main"), "abc123\n");
    assertThat(Origin.commitOf(checkout)).isEqualTo("abc123");
    Files.writeString(checkout.resolve(".git/HEAD"), "def456\n");
    assertThat(Origin.commitOf(checkout)).isEqualTo("def456");
  }

  @Test
  void here_anyMachine_namesCoresAndJava() {
    assertThat(Origin.here("evaluate", "a log", false).machine()).contains("cores, Java ");
  }
}
