package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nothing that a client sends makes a new series of a meter. */
@StartsService
class BoundedLabelsIT {
  private static final int ODDITIES = 10_000;

  /** One of each kind of request, so that every series that there may be is there. */
  private static final int KINDS = 60;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  void prometheus_tenThousandOddRequests_noNewSeries() throws Exception {
    for (int i = 0; i < KINDS; i++) {
      send(i);
    }
    series();
    Set<String> before = series();

    for (int i = KINDS; i < KINDS + ODDITIES; i++) {
      send(i);
    }

    Set<String> more = series();
    more.removeAll(before);
    assertThat(more).isEmpty();
    assertThat(before).anyMatch(line -> line.startsWith("http_server_requests_seconds_count{"));
  }

  /** Every request has a new version, user, experiment, path or method. */
  private void send(int i) throws IOException, InterruptedException {
    switch (i % 5) {
      case 0 -> send("GET", "/suggest?prefix=a&userId=u" + i, "X-Model-Version", "v" + i);
      case 1 -> send("GET", "/suggest?prefix=a&clientId=c" + i, "X-Experiment-Id", "e" + i);
      case 2 -> send("GET", "/odd" + i + "/" + i, "X-Experiment-Variant", "v" + i);
      case 3 -> send("ODD" + i, "/suggest?prefix=a", "X-Request-Id", "r" + i);
      default -> send("POST", "/suggest/" + i + "?limit=" + i, "User-Agent", "a" + i);
    }
  }

  private void send(String method, String target, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header(header, value)
            .build();
    client.send(request, BodyHandlers.discarding());
  }

  /** Names and labels; which pauses the garbage collector makes is its own affair. */
  private Set<String> series() {
    String page = new RawHttp(managementPort).get("/actuator/prometheus").body();
    return page.lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_gc_"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
