package dev.onesug.training.evaluation.replay;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keystrokes as bytes of HTTP/1.1: a GET, or a POST where a history comes along. */
final class HttpRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String path;
  private final String headers;
  private final int limit;

  HttpRequests(ReplaySettings settings) {
    URI url = settings.url();
    String base = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/$", "");
    path = base + "/suggest";
    String version = settings.modelVersion();
    headers =
        "Host: "
            + url.getRawAuthority()
            + "\r\n"
            + (version == null ? "" : "X-Model-Version: " + version + "\r\n");
    limit = settings.limit();
  }

  private record Body(
      String prefix, int limit, String userId, String clientId, int seq, List<String> history) {}

  byte[] bytes(Keystroke keystroke) {
    return keystroke.history().isEmpty() ? get(keystroke) : post(keystroke);
  }

  private byte[] get(Keystroke keystroke) {
    @Nullable String user = keystroke.isKnown() ? keystroke.session() : null;
    String target =
        path
            + "?prefix="
            + URLEncoder.encode(keystroke.typed(), StandardCharsets.UTF_8)
            + "&limit="
            + limit
            + "&clientId="
            + keystroke.session()
            + "&seq="
            + keystroke.seq()
            + (user == null ? "" : "&userId=" + user);
    return head("GET", target, "");
  }

  private byte[] post(Keystroke keystroke) {
    byte[] body =
        JSON.writeValueAsBytes(
            new Body(
                keystroke.typed(),
                limit,
                keystroke.session(),
                keystroke.session(),
                keystroke.seq(),
                keystroke.history()));
    String content = "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head("POST", path, content));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private byte[] head(String method, String target, String content) {
    return (method + " " + target + " HTTP/1.1\r\n" + headers + content + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
