package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left when the process that writes is killed in the middle. */
class SuddenDeathTest {
  private static final int ACKNOWLEDGED_BEFORE_DEATH = 2000;

  @TempDir Path folder;

  /** A process that writes events without end and prints the id of each that is acknowledged. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      FeedbackIntake intake =
          new FeedbackIntake(
              Events.settings(Path.of(arguments[0]), Fsync.valueOf(arguments[1]), 20_000, 1 << 30),
              List.of(),
              new SimpleMeterRegistry());
      for (int i = 0; ; i++) {
        String id = "e" + i;
        // Some at a time, as from many browsers.
        var written = intake.accept(List.of(Events.search(id, "query " + i)));
        if (i % 20 == 0) {
          written.join();
        }
        var unused = written.thenRun(() -> System.out.println(id));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fsync.class)
  void kill_inTheMiddle_everythingAcknowledgedIsInTheSegments(Fsync fsync) throws Exception {
    List<String> acknowledged = acknowledgedUntilKilled(fsync);

    assertThat(Events.stored(folder)).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(Events.segments(folder)).hasSizeGreaterThan(2);
    assertThat(tornLines()).isLessThanOrEqualTo(1);
  }

  @Test
  void tornLastLine_nextProcess_losesNothingOfItsOwn() throws Exception {
    Files.writeString(
        folder.resolve("events-20260101T000000Z-00000000.jsonl"), "{\"event_id\":\"torn\",\"act");
    try (FeedbackIntake intake =
        new FeedbackIntake(
            Events.settings(folder, Fsync.ALWAYS), List.of(), new SimpleMeterRegistry())) {
      intake.accept(List.of(Events.search("e1", "lamp"))).get(10, TimeUnit.SECONDS);
    }

    assertThat(Events.stored(folder)).containsExactly("e1");
  }

  private List<String> acknowledgedUntilKilled(Fsync fsync) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                fsync.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (acknowledged.size() < ACKNOWLEDGED_BEFORE_DEATH) {
        acknowledged.add(nextOf(output));
      }
      // Not the process itself, which would close its output before it is read.
      process.toHandle().destroyForcibly();
      output.lines().filter(SuddenDeathTest::isId).forEach(acknowledged::add);
    }
    // Half an id may have been printed last.
    acknowledged.remove(acknowledged.size() - 1);
    assertThat(process.waitFor()).isEqualTo(137);
    return acknowledged;
  }

  private static String nextOf(BufferedReader output) throws IOException {
    String line = output.readLine();
    while (line != null && !isId(line)) {
      line = output.readLine();
    }
    assertThat(line).as("the process writes events").isNotNull();
    return line;
  }

  private static boolean isId(String line) {
    return line.matches("e[0-9]+");
  }

  private long tornLines() {
    return Events.segments(folder).stream()
        .flatMap(segment -> Events.lines(segment).stream())
        .filter(line -> !line.isEmpty() && !line.endsWith("}"))
        .count();
  }
}
