package dev.onesug.serving.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Algolia's own autocomplete with OneSug as its source. */
class AlgoliaBrowserTest extends InChromium {
  private static final Path AUTOCOMPLETE =
      Path.of("target/algolia/node_modules/@algolia/autocomplete-js/dist/umd/index.production.js");
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Shop</title></head>
      <body><main><h1>Shop</h1><div id="box"></div></main>
      <script src="/autocomplete.js"></script>
      <script type="module">
        import {oneSugPlugin} from '/onesug-algolia.js';
        const {autocomplete} = window['@algolia/autocomplete-js'];
        window.searches = [];
        window.answers = [];
        window.plugin = oneSugPlugin({
          debounceMillis: 0,
          onSearch: query => searches.push(query),
          onAnswer: answer => answers.push(answer.prefix),
          onProblem: problem => window.problem = problem,
        });
        autocomplete({container: '#box', detachedMediaQuery: 'none', plugins: [plugin]});
      </script></body></html>
      """;

  Shop shop;

  @BeforeEach
  void openShop() {
    shop = new Shop(page);
    page.route("**/autocomplete.js", this::autocomplete);
    page.route("**/algolia.html", route -> route.fulfill(Shop.html(PAGE)));
    page.navigate("/algolia.html");
    page.locator(".aa-Input").focus();
  }

  @Test
  void type_showsTheNewestAnswerWithTheTypedPartMarked() {
    type("r");
    shop.waitFor("r");
    type("e");
    shop.answer("re", "d", "el");

    assertThat(page.locator(".aa-Item")).hasText(new String[] {"red", "reel"});
    assertThat(page.locator(".aa-Item mark").first()).hasText("re");
    assertThat(page.evaluate("answers")).isEqualTo(List.of("re"));
  }

  @Test
  void answer_later_neverReplacesTheNewer() {
    page.addInitScript("AbortController.prototype.abort = () => {}"); // so that it does come
    page.reload();
    page.locator(".aa-Input").focus();
    type("r");
    shop.waitFor("r");
    type("e");
    shop.answer("re", "d");
    assertThat(page.locator(".aa-Item")).hasText(new String[] {"red"});

    page.waitForResponse("**/suggest?prefix=r&*", () -> shop.answer("r", "ubber boots"));
    page.evaluate("() => new Promise(requestAnimationFrame)");

    assertThat(page.locator(".aa-Item")).hasText(new String[] {"red"});
  }

  @Test
  void enter_beforeTheAnswer_searchesAndShowsNothingLater() {
    type("r");
    Route late = shop.waitFor("r");

    press("Enter");
    page.waitForCondition(() -> late.request().failure() != null);

    assertThat(page.evaluate("searches")).isEqualTo(List.of("r"));
    assertThat(page.locator(".aa-Item")).hasCount(0);
  }

  @Test
  void offline_showsNothingUntilTheNextKey() {
    page.unroute(Shop.SUGGEST);
    context.setOffline(true);
    type("r");
    page.waitForFunction("window.problem");
    assertThat(page.locator(".aa-Item")).hasCount(0);

    context.setOffline(false);
    type("un");

    assertThat(page.locator(".aa-Item").first()).hasText("generated for run"); // the real service
  }

  @Test
  void choose_reportsImpressionClickAndSearch() {
    type("r");
    shop.answer("r", "ed", "ing");
    assertThat(page.locator(".aa-Item")).hasCount(2);

    press("ArrowDown", "ArrowDown", "Enter");
    shop.answer("ring", " binder"); // the autocomplete asks before it says what was chosen
    shop.waitForEvents(3);

    assertThat(page.evaluate("searches")).isEqualTo(List.of("ring"));
    assertThat(shop.events().stream().map(event -> event.get("action_name").asString()))
        .containsExactly("impression", "click", "search");
    assertThat(shop.events().get(1).toString())
        .contains("\"user_query\":\"r\"", "\"object_id\":\"ring\"", "\"ordinal\":2");
    assertThat(shop.events().get(2).toString()).contains("\"suggest_request_id\":\"answer to r\"");
  }

  @Test
  void enter_searchesTheTypedText() {
    type("r");
    shop.answer("r", "ed");
    assertThat(page.locator(".aa-Item")).hasCount(1);

    press("Enter");
    page.evaluate("plugin.order('item-1', 5)");
    shop.waitForEvents(3);

    assertThat(page.evaluate("searches")).isEqualTo(List.of("r"));
    assertThat(shop.events().get(0).toString()).contains("\"impression\"", "\"answer to r\"");
    assertThat(shop.events().get(2).toString()).contains("\"order\"", "\"amount\":5");
  }

  private void autocomplete(Route route) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("text/javascript").setPath(AUTOCOMPLETE));
  }
}
