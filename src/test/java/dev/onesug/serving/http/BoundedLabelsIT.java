package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
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

  /** What each kind of request is answered: how far into the service it comes. */
  private static final List<Integer> ANSWERS =
      List.of(400, 200, 200, 200, 200, 202, 400, 404, 405, 404);

  /** Several of each kind, so that every series that there may be is there. */
  private static final int FIRST = 6 * ANSWERS.size();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  void prometheus_tenThousandOddRequests_noNewSeries() throws Exception {
    for (int i = 0; i < FIRST; i++) {
      send(i);
    }
    series();
    Set<String> before = series();

    for (int i = FIRST; i < FIRST + ODDITIES; i++) {
      send(i);
    }

    Set<String> more = series();
    more.removeAll(before);
    assertThat(more).isEmpty();
    assertThat(before)
        .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{"))
        .anyMatch(line -> line.startsWith("onesug_users_untrusted_total{"))
        .anyMatch(line -> line.startsWith("onesug_feedback_events_total{"));
    assertThat(new RawHttp(port).get("/suggest?prefix=&userId=u" + (ODDITIES + 2)).body())
        .contains("\"text\":\"query " + (ODDITIES + 2) + "\"");
  }

  /** Every request has a new version, user, experiment, event, path or method. */
  private void send(int i) throws IOException, InterruptedException {
    int kind = i % ANSWERS.size();
    HttpRequest request =
        switch (kind) {
          case 0 -> get("/suggest?prefix=a&userId=u" + i, "X-Model-Version", "v" + i);
          case 1 -> get("/suggest?prefix=a&userId=u" + i, "User-Agent", "a" + i);
          case 2 ->
              post(
                  "/suggest",
                  "{'prefix':'a','userId':'u%1$d','history':['query %1$d'],'profile':{'region':'r%1$d'}}",
                  i);
          case 3 -> get("/suggest?prefix=a&clientId=c" + i + "&seq=1", "X-Experiment-Id", "e" + i);
          case 4 ->
              get(
                  "/suggest?prefix=a&userId=u&locale=l" + i + "&category=c" + i,
                  "X-User-Token",
                  "t" + i);
          case 5 ->
              post(
                  "/events",
                  "{'event_id':'e%1$d','action_name':'search','client_id':'c%1$d','user_id':'u%1$d',"
                      + "'query_id':'q%1$d','user_query':'query %1$d','event_attributes':"
                      + "{'experiment':'x%1$d','variant':'v%1$d','model_version':'m%1$d'}}",
                  i);
          case 6 -> post("/events", "{'event_id':'e%1$d','action_name':'odd%1$d'}", i);
          case 7 -> get("/odd" + i + "/" + i, "X-Experiment-Variant", "v" + i);
          case 8 ->
              request("/suggest?prefix=a", "X-Request-Id", "r" + i)
                  .method("ODD" + i, BodyPublishers.noBody())
                  .build();
          default -> post("/suggest/" + i + "?limit=" + i, "%d", i);
        };
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
        .as("%s %s", request.method(), request.uri())
        .isEqualTo(ANSWERS.get(kind));
  }

  private HttpRequest get(String target, String header, String value) {
    return request(target, header, value).build();
  }

  private HttpRequest post(String target, String json, int i) {
    String body = json.formatted(i).replace('\'', '"');
    return request(target, "Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String target, String header, String value) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
        .header(header, value);
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
