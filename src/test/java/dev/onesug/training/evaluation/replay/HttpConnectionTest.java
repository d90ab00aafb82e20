package dev.onesug.training.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.evaluation.replay.HttpConnection.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ServerSocket server;
  private HttpConnection connection;
  private final AtomicInteger accepted = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    URI url = URI.create("http://localhost:" + server.getLocalPort());
    connection = new HttpConnection(url, 30_000);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.close();
  }

  /** Answers so many requests on each connection, always with the same bytes, and closes it. */
  private void serve(int requestsPerConnection, String answer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  try (Socket socket = server.accept()) {
                    accepted.incrementAndGet();
                    answer(socket, requestsPerConnection, answer);
                  }
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer(Socket socket, int requests, String answer) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    for (int i = 0; i < requests; i++) {
      String line = lines.readLine();
      while (line != null && !line.isEmpty()) {
        line = lines.readLine();
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private String body() {
    try {
      return new String(connection.send(REQUEST).body(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void send_lengthGiven_readsThatManyAndGoesOn() throws IOException {
    serve(3, "HTTP/1.1 200 OK\r\nX-Model-Version: demo\r\nContent-Length: 3\r\n\r\nabc");
    Answer answer = connection.send(REQUEST);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-model-version")).isEqualTo("demo");
    assertThat(body()).isEqualTo("abc");
    assertThat(body()).isEqualTo("abc");
    assertThat(accepted).hasValue(1);
  }

  @Test
  void send_chunks_joinsThem() {
    serve(
        2,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
    assertThat(body()).isEqualTo("abcde");
    assertThat(body()).isEqualTo("abcde");
  }

  @Test
  void send_serviceClosesBetweenRequests_opensAnother() {
    serve(1, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    assertThat(body()).isEqualTo("a");
    assertThat(body()).isEqualTo("a");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void send_serviceSaysItCloses_opensAnother() {
    serve(2, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na");
    assertThat(body()).isEqualTo("a");
    // The service would answer once more on the first connection; it must not be asked there.
    assertThat(body()).isEqualTo("a");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void send_answerBreaksOff_failsOnceAndSaysSo() {
    serve(1, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    assertThatThrownBy(() -> connection.send(REQUEST)).hasMessage("answer: 3 bytes (expected: 10)");
    assertThat(accepted).hasValue(1);
  }

  @Test
  void send_notHttp_fails() {
    serve(1, "SSH-2.0-x\r\n");
    assertThatThrownBy(() -> connection.send(REQUEST))
        .hasMessage("answer: SSH-2.0-x (expected: HTTP/1.1)");
  }
}
