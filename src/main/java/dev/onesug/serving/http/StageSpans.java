package dev.onesug.serving.http;

import dev.onesug.serving.suggest.Degradation;
import dev.onesug.serving.suggest.Suggestions;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes what is known of an answer into the trace of its request: the request's name, the model
 * version, and a span for every stage. The suggester measures how long a stage took, not when it
 * began; stages follow each other, so each span begins where the one before ends. Nothing that a
 * user typed goes into a trace.
 */
// After the filter that opens the request's own span, before everything that answers.
@Order(0)
public final class StageSpans extends OncePerRequestFilter {
  private static final String ATTRIBUTE = StageSpans.class.getName();

  private final Tracer tracer;

  public StageSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Keeps the answer for the trace, if there is to be one. */
  static void keep(HttpServletRequest request, Suggestions answer) {
    request.setAttribute(ATTRIBUTE, answer);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long startMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    chain.doFilter(request, response);
    Span span = tracer.currentSpan();
    if (span == null) {
      return;
    }
    span.tag("onesug.request.id", RequestId.of(request));
    if (request.getAttribute(ATTRIBUTE) instanceof Suggestions answer) {
      describe(span, answer);
      stages(span, answer, startMicros);
    }
  }

  private static void describe(Span span, Suggestions answer) {
    Degradation degraded = answer.degraded();
    span.tag("onesug.version", answer.version());
    span.tag("onesug.degraded", degraded == null ? "no" : degraded.label());
    span.tag("onesug.cached", answer.trace().cached());
  }

  private void stages(Span request, Suggestions answer, long startMicros) {
    long begin = startMicros;
    for (var stage : answer.trace().stageNanos().entrySet()) {
      long end = begin + TimeUnit.NANOSECONDS.toMicros(stage.getValue());
      tracer
          .spanBuilder()
          .setParent(request.context())
          .name("stage " + stage.getKey().label())
          .startTimestamp(begin, TimeUnit.MICROSECONDS)
          .start()
          .end(end, TimeUnit.MICROSECONDS);
      begin = end;
    }
  }
}
