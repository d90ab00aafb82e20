package dev.onesug.serving.http;

import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.suggest.Source;
import dev.onesug.serving.suggest.Span;
import dev.onesug.serving.suggest.Suggestion;
import dev.onesug.serving.suggest.Suggestions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;

/** The headers of an answer: which version, how long, and who may keep it. */
final class AnswerHeaders {
  static final String MODEL_VERSION = "X-Model-Version";
  static final List<String> EXPERIMENT = List.of("X-Experiment-Id", "X-Experiment-Variant");
  private static final String ASCII_LINE = "[\\x20-\\x7E]{1,64}";

  private AnswerHeaders() {}

  /**
   * Headers of an answer.
   *
   * @param experiment the headers that name it, which come back
   * @param shareable whether a cache on the way may give this answer to others
   */
  static HttpHeaders of(Suggestions answer, HttpHeaders experiment, boolean shareable) {
    HttpHeaders headers = new HttpHeaders();
    headers.addAll(experiment);
    headers.set(MODEL_VERSION, answer.version());
    headers.set("Server-Timing", timing(answer));
    if (shareable) {
      headers.setCacheControl(CacheControl.maxAge(age(answer)).cachePublic());
      headers.setETag(entityTag(answer));
      headers.set(
          HttpHeaders.VARY,
          String.join(", ", MODEL_VERSION, Callers.TOKEN, String.join(", ", EXPERIMENT)));
    } else {
      headers.setCacheControl(CacheControl.noStore());
    }
    return headers;
  }

  /**
   * Those of a request's headers that name its experiment.
   *
   * @throws InvalidInputException if one is not a line of printable ASCII
   */
  static HttpHeaders experiment(HttpHeaders request) {
    HttpHeaders experiment = new HttpHeaders();
    for (String name : EXPERIMENT) {
      String value = request.getFirst(name);
      if (value != null && !value.matches(ASCII_LINE)) {
        throw new InvalidInputException(name, value, "1..64 printable ASCII characters");
      }
      if (value != null) {
        experiment.set(name, value);
      }
    }
    return experiment;
  }

  /** What trends is to be a minute old at most, and is some seconds old when it comes. */
  private static Duration age(Suggestions answer) {
    boolean trends = answer.list().stream().anyMatch(s -> s.source() == Source.TRENDING);
    return Duration.ofSeconds(trends ? 45 : 60);
  }

  /**
   * Weak: request number and time differ from answer to answer, the suggestions do not. The same
   * from every replica, as the hash code of an enum is not.
   */
  private static String entityTag(Suggestions answer) {
    StringBuilder text = new StringBuilder(answer.version());
    answer.list().forEach(suggestion -> append(suggestion, text));
    CRC32C checksum = new CRC32C();
    checksum.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return "W/\"" + Long.toHexString(checksum.getValue()) + "\"";
  }

  /** A line of which no two suggestions that differ have the same. */
  private static void append(Suggestion suggestion, StringBuilder text) {
    text.append('\n').append(suggestion.text());
    text.append('\t').append(suggestion.score());
    text.append('\t').append(suggestion.source().label());
    for (Span span : suggestion.highlight()) {
      text.append('\t').append(span.start()).append('-').append(span.end());
    }
  }

  private static String timing(Suggestions answer) {
    String stages =
        answer.trace().stageNanos().entrySet().stream()
            .map(stage -> duration(stage.getKey().label(), stage.getValue()))
            .collect(Collectors.joining(", "));
    return stages + ", " + duration("total", answer.tookNanos());
  }

  private static String duration(String name, long nanos) {
    return String.format(Locale.ROOT, "%s;dur=%.3f", name, nanos / 1e6);
  }
}
