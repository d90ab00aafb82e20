package dev.onesug.training.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.evaluation.replay.HttpConnection.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
  private static final String BODY =
      "{\"prefix\":\"a\",\"suggestions\":[{\"text\":\"\\\"source\\\":\\\"popular\\\"\",\"score\":-1,"
          + "\"source\":\"generated\"},{\"text\":\"b\",\"score\":null,\"source\":\"popular\"}],"
          + "\"model\":{\"version\":\"demo\"},\"degraded\":%s}";

  private static Reply reply(int status, String timing, String body) {
    return Reply.of(
        new Answer(status, Map.of("server-timing", timing), body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void of_generated_countsSourcesAndReadsStages() {
    Reply reply =
        reply(
            200,
            "cache;dur=0.010, proxy, search;dur=4.500;desc=\"x\", total;dur=5.0",
            BODY.formatted("null"));
    assertThat(reply.outcome()).isEqualTo("generated");
    assertThat(reply.sources()).isEqualTo(Map.of("generated", 1, "popular", 1));
    assertThat(reply.stageMillis())
        .containsExactly(
            Map.entry("cache", 0.01), Map.entry("search", 4.5), Map.entry("total", 5.0));
  }

  @Test
  void of_outcome_saysHowTheAnswerWasMade() {
    assertThat(reply(200, "cache;dur=1", BODY.formatted("null")).outcome()).isEqualTo("cached");
    assertThat(reply(200, "cache;dur=1", BODY.formatted("\"deadline\"")).outcome())
        .isEqualTo("degraded: deadline");
    assertThat(reply(200, "fill;dur=1", BODY.formatted("null")).outcome())
        .isEqualTo("without model");
    assertThat(reply(429, "", "not JSON").outcome()).isNull();
  }

  @Test
  void of_okButNoJson_isRefused() {
    assertThatThrownBy(() -> reply(200, "", "<html>")).hasMessage("body: 6 bytes (expected: JSON)");
  }
}
