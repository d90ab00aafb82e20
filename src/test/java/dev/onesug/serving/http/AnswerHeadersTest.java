package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.Source;
import dev.onesug.serving.suggest.Span;
import dev.onesug.serving.suggest.Suggestion;
import dev.onesug.serving.suggest.Suggestions;
import dev.onesug.serving.suggest.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class AnswerHeadersTest {
  private static final Suggestion WRITTEN =
      new Suggestion("red shoes", -0.5, Source.GENERATED, List.of(new Span(0, 3)));
  private static final Suggestion STORED =
      new Suggestion("red tea 茶", null, Source.LEXICAL, List.of());

  @Test
  void entityTag_fixedList_theSameInEveryProcess() {
    assertThat(tag("v1", WRITTEN, STORED)).isEqualTo("W/\"f962006e\"");
  }

  @Test
  void entityTag_anyPartDiffers_another() {
    assertThat(
            List.of(
                tag("v1", WRITTEN, STORED),
                tag("v2", WRITTEN, STORED),
                tag("v1", STORED, WRITTEN),
                tag("v1", WRITTEN),
                tag("v1"),
                tag("v1", new Suggestion("red shoe", -0.5, Source.GENERATED, WRITTEN.highlight())),
                tag("v1", new Suggestion("red shoes", -1.5, Source.GENERATED, WRITTEN.highlight())),
                tag("v1", new Suggestion("red shoes", -0.5, Source.LEXICAL, WRITTEN.highlight())),
                tag("v1", new Suggestion("red shoes", -0.5, Source.GENERATED, List.of()))))
        .doesNotHaveDuplicates();
  }

  private static String tag(String version, Suggestion... list) {
    Trace trace = new Trace(false, null, "", Map.of(), List.of(), List.of());
    Suggestions answer =
        new Suggestions(Prefix.of("red"), List.of(list), version, null, null, 1, trace);
    return String.valueOf(AnswerHeaders.of(answer, new HttpHeaders(), true).getETag());
  }
}
