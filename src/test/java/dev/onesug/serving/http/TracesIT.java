package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Traces turned on, with an exporter that keeps what it is given. */
@StartsService
@TestPropertySource(
    properties = {
      "management.opentelemetry.enabled=true",
      "management.tracing.sampling.probability=1.0"
    })
@Import(TracesIT.KeptTraces.class)
class TracesIT {
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("onesug.request.id");
  private static final String SECRET = "zyxmarker";

  static final class KeptSpans implements SpanExporter {
    final List<SpanData> spans = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class KeptTraces {
    @Bean
    KeptSpans keptSpans() {
      return new KeptSpans();
    }
  }

  @LocalServerPort int port;
  @Autowired KeptSpans exporter;
  @Autowired SdkTracerProvider provider;

  @Test
  void get_suggest_spanOfTheRequestHasItsStagesAsChildren() {
    get("/suggest?prefix=traced&userId=u", "X-Request-Id: traced-1");

    SpanData request = spanOf("traced-1");
    List<SpanData> stages =
        exporter.spans.stream()
            .filter(span -> span.getParentSpanId().equals(request.getSpanId()))
            .toList();
    assertThat(request.getName()).isEqualTo("http get /suggest");
    assertThat(request.getAttributes().get(AttributeKey.stringKey("onesug.version")))
        .isEqualTo("blue");
    assertThat(stages)
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder(
            "stage normalise",
            "stage context",
            "stage cache",
            "stage queue",
            "stage related",
            "stage input",
            "stage search",
            "stage fill");
    assertThat(stages).allMatch(span -> span.getEndEpochNanos() >= span.getStartEpochNanos());
  }

  @Test
  void get_traceOfTheCaller_isContinued() {
    get(
        "/suggest?prefix=a",
        "X-Request-Id: traced-2",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    assertThat(spanOf("traced-2").getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void get_userText_isInNoSpan() {
    get("/suggest?prefix=" + SECRET + "&userId=" + SECRET, "X-Request-Id: traced-3");
    get("/suggest?prefix=a&limit=" + SECRET, "X-Request-Id: traced-4");

    assertThat(spanOf("traced-4").getName()).isEqualTo("http get /suggest");
    assertThat(exporter.spans).noneMatch(span -> span.toString().contains(SECRET));
  }

  private void get(String target, String... headers) {
    new RawHttp(port).get(target, headers);
  }

  /** The answer is sent before the span of its request ends. */
  private SpanData spanOf(String requestId) {
    for (int i = 0; i < 1000; i++) {
      provider.forceFlush().join(10, TimeUnit.SECONDS);
      for (SpanData span : exporter.spans) {
        if (requestId.equals(span.getAttributes().get(REQUEST))) {
          return span;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no span of request " + requestId + " in " + exporter.spans);
  }
}
