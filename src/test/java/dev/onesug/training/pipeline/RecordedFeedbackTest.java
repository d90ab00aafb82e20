package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFeedbackTest {
  @TempDir Path temp;

  @Test
  void asBegun_folderThatGrew_isAsItWasWhenTheRunBegan() throws IOException {
    grow("events-1.jsonl");
    RecordedFeedback begun = now().asBegun(run("one"), List.of());

    grow("events-1.jsonl");
    grow("events-2.jsonl");

    RecordedFeedback resumed = now().asBegun(run("one"), List.of());
    assertThat(resumed.segments()).isEqualTo(begun.segments());
    assertThat(resumed.segments()).isNotEqualTo(now().segments());
  }

  @Test
  void asBegun_newRun_takesWhatIsThere() throws IOException {
    grow("events-1.jsonl");
    now().asBegun(run("one"), List.of());
    grow("events-1.jsonl");

    assertThat(now().asBegun(run("two"), List.of()).segments()).isEqualTo(now().segments());
  }

  @Test
  void asBegun_runThatBorrows_learnsFromTheSameAsItsLender() throws IOException {
    grow("events-1.jsonl");
    RecordedFeedback begun = now().asBegun(run("one"), List.of());
    grow("events-1.jsonl");

    RecordedFeedback second = now().asBegun(run("two"), List.of(run("one")));

    assertThat(second.segments()).isEqualTo(begun.segments());
    assertThat(now().asBegun(run("two"), List.of()).segments()).isEqualTo(begun.segments());
  }

  @Test
  void asBegun_runOfAnotherFolderOrUnreadable_beginsAnew() throws IOException {
    grow("events-1.jsonl");
    Files.createDirectories(run("one"));
    for (String other :
        List.of("{\"segments\":[{\"file\":\"/other/events-1.jsonl\",\"bytes\":3}]}", "{\"segm")) {
      Files.writeString(run("one").resolve("segments.json"), other);
      assertThat(now().asBegun(run("one"), List.of()).segments()).isEqualTo(now().segments());
    }
  }

  private RecordedFeedback now() throws IOException {
    return RecordedFeedback.in(temp.resolve("feedback"));
  }

  private Path run(String name) {
    return temp.resolve("runs").resolve(name);
  }

  private void grow(String segment) throws IOException {
    Path file = Files.createDirectories(temp.resolve("feedback")).resolve(segment);
    Files.writeString(file, "{}\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
