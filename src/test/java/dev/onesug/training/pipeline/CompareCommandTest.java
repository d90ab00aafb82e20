package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.bundle.TinyVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir Path folder;

  @Test
  void run_twoVersions_writesThePage() throws IOException {
    Path a = TinyVersion.write(folder.resolve("models"), "a", 7);
    Path b = TinyVersion.write(folder.resolve("models"), "b", 8);
    Path prefixes = Files.writeString(folder.resolve("prefixes.txt"), "r\nso\tred shoes\n");
    Path page = folder.resolve("page.html");
    int status =
        CommandLine.run(
            "compare",
            "--version-folder=" + a,
            "--version-folder=other=" + b,
            "--prefixes=" + prefixes,
            "--out=" + page,
            "--device=cpu");
    assertThat(status).isZero();
    assertThat(Files.readString(page)).contains("data-a=\"a\" data-b=\"other\"");
  }

  @Test
  void run_oneVersionTwiceTheSameOrNoQuestions_isRefused() {
    String out = "--out=" + folder.resolve("page.html");
    assertThat(CommandLine.run("compare", "--version-folder=a", "--prefixes=p", out)).isEqualTo(2);
    assertThat(
            CommandLine.run(
                "compare", "--version-folder=x/a", "--version-folder=y/a", "--prefixes=p", out))
        .isEqualTo(2);
    assertThat(CommandLine.run("compare", "--version-folder=a", "--version-folder=b", out))
        .isEqualTo(2);
    assertThat(
            CommandLine.run(
                "compare",
                "--version-folder=a",
                "--version-folder=b",
                "--prefixes=p",
                "--samples=s",
                out))
        .isEqualTo(2);
  }
}
