package dev.onesug.training.evaluation.replay;

import dev.onesug.training.evaluation.replay.HttpConnection.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer says about itself.
 *
 * @param status of HTTP
 * @param outcome how it was made: {@code generated}, {@code cached}, {@code degraded: REASON},
 *     {@code without model}; null where the status is not 200
 * @param sources how many suggestions came from where
 * @param stageMillis the stages of {@code Server-Timing}, {@value #TOTAL} among them
 */
record Reply(
    int status,
    @Nullable String outcome,
    Map<String, Integer> sources,
    Map<String, Double> stageMillis) {
  static final String TOTAL = "total";

  private static final int OK = 200;
  private static final Pattern TIMED = Pattern.compile("([\\w-]+);dur=([0-9.]+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @throws IllegalArgumentException if an answer of status 200 is none of this service
   */
  static Reply of(Answer answer) {
    if (answer.status() != OK) {
      return new Reply(answer.status(), null, Map.of(), Map.of());
    }
    Map<String, Double> stages = stages(answer.header("server-timing"));
    Body body = Body.read(answer.body());
    return new Reply(answer.status(), outcome(body.degraded, stages), body.sources, stages);
  }

  boolean isOk() {
    return status == OK;
  }

  private static String outcome(@Nullable String degraded, Map<String, Double> stages) {
    if (degraded != null) {
      return "degraded: " + degraded;
    }
    if (stages.containsKey("search")) {
      return "generated";
    }
    return stages.containsKey("cache") ? "cached" : "without model";
  }

  /** {@code name;dur=1.5, other;dur=2}: milliseconds. */
  static Map<String, Double> stages(String serverTiming) {
    Map<String, Double> stages = new LinkedHashMap<>();
    Matcher metric = TIMED.matcher(serverTiming);
    while (metric.find()) {
      stages.put(metric.group(1), Double.parseDouble(metric.group(2)));
    }
    return stages;
  }

  /** The two members that count, read without a tree: thousands of answers come in a second. */
  private static final class Body {
    private final Map<String, Integer> sources = new LinkedHashMap<>();
    private @Nullable String degraded;

    static Body read(byte[] json) {
      Body body = new Body();
      try (JsonParser parser = JSON.createParser(json)) {
        body.read(parser);
      } catch (JacksonException e) {
        throw new IllegalArgumentException("body: " + json.length + " bytes (expected: JSON)", e);
      }
      return body;
    }

    private void read(JsonParser parser) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          String name = parser.currentName();
          if ("source".equals(name)) {
            sources.merge(parser.getString(), 1, Integer::sum);
          } else if ("degraded".equals(name)) {
            degraded = parser.getString();
          }
        }
      }
    }
  }
}
