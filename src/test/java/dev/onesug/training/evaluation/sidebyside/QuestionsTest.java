package dev.onesug.training.evaluation.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("prefixes.txt"), content);
  }

  @Test
  void ofFile_prefixesAndHistories_areInNormalForm() throws IOException {
    assertThat(Questions.ofFile(file("Red  Sh\n\nlamp \tDesk\t\tLED  Lamp\n")))
        .containsExactly(
            EvaluationRequest.anonymous("red sh"),
            new EvaluationRequest(
                "lamp ",
                new UserContext(History.untimed(List.of("desk", "led lamp")), Profile.UNKNOWN)));
  }

  @Test
  void ofFile_lineWithoutPrefix_isNamed() throws IOException {
    for (String line : List.of("\tlamp", "   ", "\t")) {
      Path file = file("red\n" + line + "\n");
      assertThatThrownBy(() -> Questions.ofFile(file))
          .hasMessage(
              file + " line 2: no prefix (expected: typed text, then earlier queries behind tabs)");
    }
    Path empty = file("\n");
    assertThatThrownBy(() -> Questions.ofFile(empty))
        .hasMessage(empty + ": no prefixes (expected: at least one line)");
  }

  @Test
  void ofSamples_moreThanWanted_isASeededChoiceOfSearches() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    try (Samples.Writer writer = Samples.writer(samples.test())) {
      for (int i = 0; i < 40; i++) {
        BehaviourLevel level = i % 2 == 0 ? BehaviourLevel.SHOW : BehaviourLevel.ORDER;
        writer.write(
            new Sample(
                "q" + i,
                "query",
                level,
                List.of(),
                0,
                Profile.UNKNOWN,
                i,
                List.of(),
                List.of(),
                Sample.Rates.UNKNOWN));
      }
    }
    List<EvaluationRequest> chosen = Questions.ofSamples(samples, 5, 3);
    assertThat(chosen)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allMatch(request -> Integer.parseInt(request.prefix().substring(1)) % 2 == 1);
    assertThat(Questions.ofSamples(samples, 5, 3)).isEqualTo(chosen);
    assertThat(Questions.ofSamples(samples, 5, 4)).isNotEqualTo(chosen);
    assertThat(Questions.ofSamples(samples, 100, 3)).hasSize(20);
  }
}
