package dev.onesug.serving.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends any bytes, also those that a well-behaved client refuses to send. */
final class RawHttp {
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  Answer get(String target, String... headers) {
    return send("GET " + target, new byte[0], headers);
  }

  Answer postJson(String json) {
    return postJson(json.getBytes(StandardCharsets.UTF_8));
  }

  Answer postJson(byte[] body) {
    return send("POST /suggest", body, "Content-Type: application/json");
  }

  Answer send(String methodAndTarget, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder(methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(body);
    return sendBytes(bytes.toByteArray());
  }

  Answer sendBytes(byte[] request) {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket);
    } catch (IOException e) {
      throw new AssertionError("no answer to " + new String(request, StandardCharsets.UTF_8), e);
    }
  }

  /** The answer of a connection that is closed behind it. */
  static Answer read(Socket socket) throws IOException {
    return parse(socket.getInputStream().readAllBytes());
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    List<String> lines = List.of(text.substring(0, end).split("\r\n", -1));
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String body = text.substring(end + 4);
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = joinChunks(body);
    }
    int status = Integer.parseInt(lines.get(0).substring(9, 12));
    byte[] utf8 = body.getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(status, headers, new String(utf8, StandardCharsets.UTF_8));
  }

  private static String joinChunks(String chunked) {
    StringBuilder body = new StringBuilder();
    int position = 0;
    while (position < chunked.length()) {
      int lineEnd = chunked.indexOf("\r\n", position);
      int size = Integer.parseInt(chunked.substring(position, lineEnd).strip(), 16);
      body.append(chunked, lineEnd + 2, lineEnd + 2 + size);
      position = lineEnd + 2 + size + 2;
    }
    return body.toString();
  }
}
