package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabelledVersionTest {
  @Test
  void parse_withOrWithoutLabel_namesTheVersion() {
    assertThat(LabelledVersion.parse("models/demo/"))
        .isEqualTo(new LabelledVersion("demo", Path.of("models/demo")));
    assertThat(LabelledVersion.parse("plain SFT=runs/a=b"))
        .isEqualTo(new LabelledVersion("plain SFT", Path.of("runs/a=b")));
    assertThatThrownBy(() -> LabelledVersion.parse("=models/demo"))
        .hasMessage("label: blank (expected: a name for the report)");
  }
}
