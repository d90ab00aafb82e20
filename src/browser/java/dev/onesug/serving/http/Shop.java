package dev.onesug.serving.http;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop's page with a search box, and a service whose answers come when the test gives them. */
final class Shop {
  static final Pattern SUGGEST = Pattern.compile("/suggest(\\?.*)?$");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Shop</title></head>
      <body><main><h1>Shop</h1>
      <form><label>Search <input id="q" name="q"></label> <button>Go</button></form></main>
      <script type="module">
        import {oneSug} from '/onesug.js';
        window.searches = [];
        window.box = oneSug(document.getElementById('q'), {
          onSearch(query, queryId, event) { event.preventDefault(); searches.push(query); },
          ...OPTIONS
        });
      </script></body></html>
      """;

  private final Page page;
  private final List<Route> asked = new ArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();

  Shop(Page page) {
    this.page = page;
    page.route(SUGGEST, asked::add);
    page.route("**/events", this::receive);
  }

  /** Opens the page, with options as JavaScript writes them, and puts the cursor into the box. */
  void open(String options) {
    page.route("**/shop.html", route -> route.fulfill(html(PAGE.replace("OPTIONS", options))));
    page.navigate("/shop.html");
    page.waitForFunction("window.box");
    page.locator("#q").focus();
  }

  static Route.FulfillOptions html(String html) {
    return new Route.FulfillOptions().setContentType("text/html").setBody(html);
  }

  /** What was asked for, in order. */
  List<String> prefixes() {
    return asked.stream().map(route -> parameter(route, "prefix")).toList();
  }

  List<Route> asked() {
    return asked;
  }

  List<JsonNode> events() {
    return events;
  }

  /** What a request says, in its URL or its body. */
  static @Nullable String parameter(Route route, String name) {
    String body = route.request().postData();
    if (body == null) {
      return new QueryString(route.request().url().replaceAll(".*\\?", "")).value(name);
    }
    JsonNode value = JSON.readTree(body).get(name);
    return value == null ? null : value.asString();
  }

  /** Waits until a prefix is asked for; the newest request for it. */
  Route waitFor(String prefix) {
    page.waitForCondition(() -> prefixes().contains(prefix));
    return asked.get(prefixes().lastIndexOf(prefix));
  }

  void waitForEvents(int number) {
    page.waitForCondition(() -> events.size() >= number);
  }

  /** Answers a prefix; each suggestion has the typed text in front. */
  void answer(String prefix, String... rests) {
    waitFor(prefix).fulfill(json(200, suggestions(prefix, null, rests)));
  }

  static Route.FulfillOptions json(int status, String body) {
    return new Route.FulfillOptions()
        .setStatus(status)
        .setContentType("application/json")
        .setBody(body);
  }

  static String suggestions(String prefix, String degraded, String... rests) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("requestId", "answer to " + prefix).put("prefix", prefix).put("degraded", degraded);
    answer.put("tookMillis", 1.5).putObject("model").put("version", "blue");
    ArrayNode list = answer.putArray("suggestions");
    for (String rest : rests) {
      ObjectNode item = list.addObject().put("text", prefix + rest).put("source", "generated");
      ArrayNode highlight = item.put("score", -1).putArray("highlight");
      if (!prefix.isEmpty()) {
        highlight.addObject().put("start", 0).put("end", prefix.length());
      }
    }
    return answer.toString();
  }

  private void receive(Route route) {
    JSON.readTree(route.request().postData()).forEach(events::add);
    route.fulfill(json(202, "{\"accepted\":1}").setHeaders(Map.of()));
  }
}
