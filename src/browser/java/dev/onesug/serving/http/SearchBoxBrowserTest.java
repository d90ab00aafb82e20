package dev.onesug.serving.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The search box on a page that is not ours: typing, late answers, keys, troubles. */
class SearchBoxBrowserTest extends InChromium {
  private static final Pattern ANYTHING = Pattern.compile(".+");

  Shop shop;

  @BeforeEach
  void openShop() {
    shop = new Shop(page);
  }

  @Test
  void type_fast_asksOnce() {
    stopClock();
    shop.open("{}");
    type("red shoes");
    page.clock().runFor(59);
    assertThat(shop.prefixes()).isEmpty();

    page.clock().runFor(1);
    shop.answer("red shoes", " men", " women");

    assertThat(options()).hasText(new String[] {"red shoes men", "red shoes women"});
    assertThat(shop.prefixes()).containsExactly("red shoes");
  }

  @Test
  void type_whileAnAnswerIsOnItsWay_theRequestIsAborted() {
    shop.open("{debounceMillis: 0}");
    type("r");
    Route first = shop.waitFor("r");
    type("e");
    shop.answer("re", "d");

    assertThat(options()).hasText(new String[] {"red"});
    assertThat(first.request().failure()).contains("ERR_ABORTED");
  }

  @Test
  void answer_later_neverReplacesTheNewer() {
    page.addInitScript("AbortController.prototype.abort = () => {}"); // so that it does come
    shop.open("{debounceMillis: 0}");
    type("r");
    shop.waitFor("r");
    type("e");
    shop.answer("re", "d");
    assertThat(options()).hasText(new String[] {"red"});

    page.waitForResponse("**/suggest?prefix=r&*", () -> shop.answer("r", "ubber boots"));
    page.evaluate("() => new Promise(requestAnimationFrame)");

    assertThat(options()).hasText(new String[] {"red"});
  }

  @Test
  void ask_again_comesFromTheCacheUnlessDegraded() {
    shop.open("{debounceMillis: 0}");
    type("r");
    shop.answer("r", "ed");
    assertThat(options()).hasText(new String[] {"red"});
    type("e");
    shop.waitFor("re").fulfill(Shop.json(200, Shop.suggestions("re", "deadline", "d dress")));
    assertThat(options()).hasText(new String[] {"red dress"});

    press("Backspace");
    assertThat(options()).hasText(new String[] {"red"});
    type("e");
    page.waitForCondition(() -> shop.prefixes().stream().filter("re"::equals).count() == 2);

    assertThat(shop.prefixes().stream().filter("r"::equals)).hasSize(1);
  }

  @Test
  void memory_old_isNotUsed() {
    stopClock();
    shop.open("{debounceMillis: 0}");
    type("r");
    page.clock().runFor(1);
    shop.answer("r", "ed", "uby");
    assertThat(options()).hasCount(2);
    type("e");
    page.clock().runFor(44_000);
    press("Backspace");
    assertThat(options()).hasCount(2);
    assertThat(shop.prefixes().stream().filter("r"::equals)).hasSize(1);

    type("u");
    page.clock().runFor(1_001);
    press("Backspace"); // used meanwhile, and no younger by that
    page.clock().runFor(1);
    page.waitForCondition(() -> shop.prefixes().stream().filter("r"::equals).count() == 2);
    shop.answer("r", "uby"); // the shop has blocked "red" meanwhile

    assertThat(options()).hasText(new String[] {"ruby"});
  }

  @Test
  void memory_ofAnEmptyBox_isNotKept() {
    shop.open("{debounceMillis: 0}");
    shop.answer("", "red");
    assertThat(options()).hasText(new String[] {"red"});
    type("r");
    shop.answer("r", "ing");
    assertThat(options()).hasText(new String[] {"ring"});

    press("Backspace");

    page.waitForCondition(() -> shop.prefixes().stream().filter(""::equals).count() == 2);
  }

  @Test
  void request_saysWhoAndWhere() {
    shop.open("{debounceMillis: 0, clientId: 'c1', limit: 4, params: {category: 'shoes'}}");
    type("a");
    Route first = shop.waitFor("a");
    type("b");
    Route second = shop.waitFor("ab");

    assertThat(first.request().method()).isEqualTo("GET");
    assertThat(first.request().url()).contains("&limit=4&clientId=").contains("&category=shoes");
    assertThat(Shop.parameter(first, "clientId"))
        .as("the box's own: another box of this browser supersedes nothing here")
        .matches("[0-9a-f]{32}")
        .isEqualTo(Shop.parameter(second, "clientId"));
    assertThat(Long.parseLong(Shop.parameter(second, "seq")))
        .isGreaterThan(Long.parseLong(Shop.parameter(first, "seq")));
  }

  @Test
  void request_whatIsNotKnown_isNotSaid() {
    shop.open(
        "{debounceMillis: 0, clientId: undefined, params: {userId: null, locale: undefined},"
            + " headers: {'X-User-Token': undefined}, experiment: {id: null}}");
    type("a");
    Route asked = shop.waitFor("a");

    String clientId = "import('/onesug.js').then(m => m.suggestClient().options.clientId)";
    assertThat(page.evaluate(clientId).toString())
        .as("one client for all boxes of a page, in events")
        .matches("[0-9a-f]{32}")
        .isEqualTo(page.evaluate(clientId))
        .isNotEqualTo(Shop.parameter(asked, "clientId"));
    assertThat(asked.request().url()).doesNotContain("userId", "locale", "null", "undefined");
    assertThat(asked.request().headers())
        .doesNotContainKeys("x-user-token", "x-experiment-id", "x-experiment-variant");
  }

  /** Else a browser would ask at each keystroke whether another origin may send the header. */
  @Test
  void request_withHeaders_hasAlwaysTheSameAddress() {
    shop.open(
        "{debounceMillis: 0, limit: '4', params: {userId: 4711, locale: 'en', deadlineMillis: '50'},"
            + " experiment: {id: 7, variant: 'b'},"
            + " headers: {'X-Model-Version': 'red', 'X-User-Token': 't'}}");
    type("a");
    Route asked = shop.waitFor("a");
    asked.fulfill(Shop.json(200, Shop.suggestions("a", null, "pple")));

    assertThat(options()).hasText(new String[] {"apple"});
    assertThat(asked.request().method()).isEqualTo("POST");
    assertThat(asked.request().url()).endsWith("/suggest");
    assertThat(asked.request().postData())
        .contains("\"userId\":\"4711\"", "\"locale\":\"en\"")
        .contains("\"deadlineMillis\":50", "\"limit\":4");
    assertThat(asked.request().headers())
        .containsAllEntriesOf(
            Map.of(
                "x-model-version", "red",
                "x-user-token", "t",
                "x-experiment-id", "7",
                "x-experiment-variant", "b"));
  }

  @Test
  void arrows_goThroughTheListAndBackToTheTypedText() {
    typed("r", "ed", "ing");

    press("ArrowDown");
    assertThat(box()).hasValue("red");
    assertThat(options().nth(0)).hasAttribute("aria-selected", "true");
    assertThat(box()).hasAttribute("aria-activedescendant", options().nth(0).getAttribute("id"));
    press("ArrowDown", "ArrowDown");
    assertThat(box()).hasValue("r");
    assertThat(box()).hasAttribute("aria-activedescendant", "");
    press("ArrowUp");
    assertThat(box()).hasValue("ring");
    assertThat(options().nth(0)).hasAttribute("aria-selected", "false");
    press("Escape");
    assertThat(box()).hasValue("r");
    assertThat(options()).hasCount(0);
    assertThat(box()).hasAttribute("aria-expanded", "false");
    press("ArrowUp");
    assertThat(box()).hasValue("ring");
    assertThat(box()).hasAttribute("aria-expanded", "true");
  }

  @Test
  void arrows_besideANewerText_leaveTheOlderListForIt() {
    typed("r", "ed", "ing");
    type("i");
    shop.waitFor("ri");

    press("ArrowDown");
    assertThat(box()).hasValue("red");
    press("ArrowUp");
    assertThat(box()).hasValue("ri");
    page.waitForCondition(() -> shop.prefixes().stream().filter("ri"::equals).count() == 2);
    shop.answer("ri", "ng");
    assertThat(options()).hasText(new String[] {"ring"});
  }

  @Test
  void arrow_afterEscapeBesideANewerText_opensItsList() {
    typed("r", "ed", "ing");
    type("i");
    press("Escape");
    assertThat(options()).hasCount(0);

    press("ArrowDown");
    shop.answer("ri", "ng");
    assertThat(options()).hasText(new String[] {"ring"});
  }

  @Test
  void home_onASuggestion_editsIt() {
    typed("r", "ed", "ing");

    press("ArrowDown", "Home");
    type("x");
    shop.answer("xred", " wine");

    assertThat(box()).hasValue("xred");
    assertThat(options()).hasText(new String[] {"xred wine"});
  }

  @Test
  void enter_onASuggestion_choosesAndSearches() {
    typed("r", "ed", "ing");

    press("ArrowDown", "ArrowDown", "Enter");
    shop.waitForEvents(3);

    assertThat(searches()).isEqualTo(List.of("ring"));
    assertThat(options()).hasCount(0);
    assertThat(actions()).containsExactly("impression", "click", "search");
    assertThat(shop.events().get(0).toString())
        .contains("\"query_id\":\"answer to r\",\"user_query\":\"r\"")
        .contains("\"shown\":[\"red\",\"ring\"],\"model_version\":\"blue\",\"took_millis\":1.5");
    assertThat(shop.events().get(1).toString())
        .contains("\"object\":{\"object_id\":\"ring\"},\"position\":{\"ordinal\":2}");
    assertThat(shop.events().get(2).toString())
        .contains("\"user_query\":\"ring\"", "\"suggest_request_id\":\"answer to r\"");
    shop.events().forEach(SearchBoxBrowserTest::isAnEvent);
  }

  @Test
  void type_onASuggestion_enterSearchesTheText() {
    typed("r", "ed", "ing");

    press("ArrowDown");
    type("x");
    shop.waitFor("redx"); // and has no answer yet
    press("Enter");
    shop.waitForEvents(2);

    assertThat(searches()).isEqualTo(List.of("redx"));
    assertThat(actions()).containsExactly("impression", "search");
  }

  @Test
  void arrow_whileAnAnswerIsOnItsWay_theListStays() {
    typed("r", "ed", "ing");
    type("i");
    Route late = shop.waitFor("ri");

    press("ArrowDown");
    page.waitForCondition(() -> late.request().failure() != null);
    press("ArrowDown");

    assertThat(box()).hasValue("ring");
    assertThat(options()).hasText(new String[] {"red", "ring"});
  }

  @Test
  void escape_whileAnAnswerIsOnItsWay_theListStaysClosed() {
    typed("r", "ed", "ing");
    type("i");
    Route late = shop.waitFor("ri");
    press("Escape");
    page.waitForCondition(() -> late.request().failure() != null);
    assertThat(options()).hasCount(0);
    assertThat(box()).hasValue("ri");

    type("n");
    Route later = shop.waitFor("rin");
    press("Escape"); // there is no list to close
    page.waitForCondition(() -> later.request().failure() != null);

    assertThat(options()).hasCount(0);
  }

  @Test
  void button_afterArrows_sendsTheChoice() {
    typed("r", "ed", "ing");

    press("ArrowDown", "ArrowDown", "Tab", "Enter");
    shop.waitForEvents(3);
    press("Enter");
    shop.waitForEvents(4);

    assertThat(searches()).isEqualTo(List.of("ring", "ring"));
    assertThat(actions()).containsExactly("impression", "click", "search", "search");
    assertThat(shop.events().get(1).toString()).contains("\"ring\"", "\"ordinal\":2");
    assertThat(shop.events().get(2).toString()).contains("\"answer to r\"");
  }

  @Test
  void button_backInTheBoxMeanwhile_theChoiceCountsUntilItIsEdited() {
    typed("r", "ed", "ing");

    press("ArrowDown", "ArrowDown", "Tab", "Shift+Tab", "Enter");
    shop.waitForEvents(3);
    assertThat(actions()).containsExactly("impression", "click", "search");
    press("Control+A", "Backspace");
    type("r");
    page.waitForCondition(() -> shop.prefixes().stream().filter("r"::equals).count() == 2);
    shop.answer("r", "ed", "ing");
    assertThat(options()).hasCount(2);
    press("ArrowDown", "End", "Backspace");
    type("d");
    press("Tab", "Enter");
    page.waitForCondition(() -> searches().equals(List.of("ring", "red")));

    assertThat(actions().subList(3, actions().size())).doesNotContain("click");
  }

  @Test
  void onSelect_false_closesAndTheClickIsToldOnce() {
    shop.open("{debounceMillis: 0, onSelect: () => false}");
    type("r");
    shop.answer("r", "ed");
    assertThat(options()).hasCount(1);

    press("ArrowDown", "Enter");
    assertThat(options()).hasCount(0);
    assertThat(searches()).isEqualTo(List.of());
    press("Enter");
    shop.waitForEvents(3);

    assertThat(searches()).isEqualTo(List.of("red"));
    assertThat(actions()).containsExactly("impression", "click", "search");
  }

  @Test
  void enter_onTheTypedText_searchesIt() {
    typed("r", "ed");

    press("Enter");
    shop.waitForEvents(2);

    assertThat(searches()).isEqualTo(List.of("r"));
    assertThat(shop.events().get(1).toString())
        .contains("\"action_name\":\"search\"", "\"user_query\":\"r\"", "\"answer to r\"");
  }

  @Test
  void enter_beforeTheAnswer_searchesAndShowsNothingLater() {
    shop.open("{debounceMillis: 0}");
    type("r");
    Route late = shop.waitFor("r");
    press("Enter");
    page.waitForCondition(() -> late.request().failure() != null);

    assertThat(searches()).isEqualTo(List.of("r"));
    assertThat(options()).hasCount(0);
  }

  @Test
  void click_onASuggestion_choosesIt() {
    typed("r", "ed", "ing");

    options().nth(1).click();
    shop.waitForEvents(3);

    assertThat(searches()).isEqualTo(List.of("ring"));
    assertThat(box()).isFocused();
  }

  @Test
  void itemsAndOrders_followTheSearch() {
    typed("r", "ed");
    page.evaluate("box.order('before any search', 1)");
    press("Enter");
    page.evaluate("box.itemClick('item-1'), box.order('item-1', 14.99)");
    shop.waitForEvents(4);

    String search = shop.events().get(1).get("query_id").asString();
    assertThat(shop.events()).hasSize(4);
    assertThat(shop.events().get(2).toString())
        .contains("\"item_click\"", "\"query_id\":\"" + search + "\"", "\"item-1\"");
    assertThat(shop.events().get(3).toString())
        .contains("\"order\"", "\"query_id\":\"" + search + "\"", "\"amount\":14.99");
    shop.events().forEach(SearchBoxBrowserTest::isAnEvent);
  }

  @Test
  void events_areWrittenAsTheServiceReadsThem() {
    shop.open("{debounceMillis: 0, event: {user_id: 4711}, experiment: {id: 7, variant: 1}}");
    page.evaluate("document.querySelector('#q').value = 'ﬁ'.repeat(200)"); // "fi", twice as long
    press("Enter");
    page.evaluate("box.itemClick(311), box.order(311, '14.99'), box.order(311, .1 + .2)");
    page.evaluate("box.order(311)");
    shop.waitForEvents(5);

    assertThat(shop.events().get(0).get("user_query").asString()).isEqualTo("fi".repeat(64));
    assertThat(shop.events().get(1).toString())
        .contains("\"object_id\":\"311\"", "\"user_id\":\"4711\"")
        .contains("\"experiment\":\"7\",\"variant\":\"1\"");
    assertThat(shop.events().get(2).toString()).contains("\"amount\":14.99}");
    assertThat(shop.events().get(3).toString()).contains("\"amount\":0.30000000000000004}");
    shop.events().forEach(SearchBoxBrowserTest::isAnEvent);
  }

  @Test
  void events_refused_areAProblem() {
    page.route(
        "**/events", route -> route.fulfill(Shop.json(400, "{\"field\":\"[0].client_id\"}")));
    shop.open("{debounceMillis: 0, onProblem: (...problem) => window.problem = problem}");
    type("r");
    press("Enter");
    page.waitForFunction("window.problem");

    assertThat(page.evaluate("problem"))
        .isEqualTo(List.of(Map.of("field", "[0].client_id"), "/events"));
  }

  /** What a shop copies: its form, and what it tells of the results, on a page with a policy. */
  @Test
  void guide_itsPage_tellsWhatFollowsASearch() throws IOException {
    String guide = Files.readString(Path.of("src/docs/front-end.md"));
    String start =
        block(guide, "html")
            .replace("https://suggest.shop.example", "")
            .replace("<script", "<script nonce=\"n\"");
    String results = start.replace("</script>", block(guide, "js") + "</script>");
    page.route("**/guide.html", route -> route.fulfill(guarded(start)));
    page.route("**/search?*", route -> route.fulfill(guarded(results)));
    page.navigate("/guide.html");
    box().focus();
    type("red");
    shop.answer("red", " shoes");
    assertThat(options()).hasCount(1);

    press("Enter");
    page.waitForURL("**/search?*");
    page.waitForCondition(() -> actions().contains("order"));

    JsonNode search = shop.events().get(actions().indexOf("search"));
    JsonNode click = shop.events().get(actions().indexOf("item_click"));
    assertThat(page.url()).endsWith("?q=red&qid=" + search.get("query_id").asString());
    assertThat(click.get("query_id")).isEqualTo(search.get("query_id"));
    assertThat(click.get("client_id")).isEqualTo(search.get("client_id"));
    shop.events().forEach(SearchBoxBrowserTest::isAnEvent);
  }

  @Test
  void list_thatStays_isAnImpressionOnce() {
    stopClock();
    shop.open("{}");
    type("r");
    page.clock().runFor(60);
    shop.answer("r", "ed");
    assertThat(options()).hasCount(1);
    page.clock().runFor(799);
    assertThat(shop.events()).isEmpty();

    page.clock().runFor(1);
    shop.waitForEvents(1);
    press("Escape", "ArrowDown");
    page.clock().runFor(2000);
    press("Enter");
    shop.waitForEvents(3);

    assertThat(actions()).containsExactly("impression", "click", "search");
  }

  @Test
  void blur_hidesTheList_focusBringsItBack() {
    typed("r", "ed");

    press("Tab");
    assertThat(options()).hasCount(0);
    box().focus();

    assertThat(options()).hasText(new String[] {"red"});
    assertThat(shop.prefixes().stream().filter("r"::equals)).hasSize(1);
  }

  /** Phones compose Latin words too, each until its end. */
  @Test
  void composition_ofLatinText_suggestsMeanwhile() {
    stopClock();
    shop.open("{}");
    CDPSession keyboard = context.newCDPSession(page);
    compose(keyboard, "sh");
    compose(keyboard, "sho");
    page.clock().runFor(60);
    shop.answer("sho", "es", "rts");
    assertThat(options()).hasText(new String[] {"shoes", "shorts"});

    compose(keyboard, "shor"); // the answer has not ended the composition
    page.clock().runFor(60);
    shop.answer("shor", "ts");
    assertThat(options()).hasText(new String[] {"shorts"});
    assertThat(box()).hasValue("shor");
    options().nth(0).click();
    shop.waitForEvents(3);

    assertThat(searches()).isEqualTo(List.of("shorts"));
    assertThat(box()).hasValue("shorts");
    assertThat(shop.prefixes()).containsExactly("sho", "shor");
  }

  @Test
  void composition_keysAreTheInputMethods() {
    stopClock();
    shop.open("{}");
    CDPSession keyboard = context.newCDPSession(page);
    compose(keyboard, "s");
    compose(keyboard, "し");
    page.clock().runFor(60);
    shop.answer("し", "ょうゆ");
    assertThat(options()).hasText(new String[] {"しょうゆ"});
    keyboard.send("Input.dispatchKeyEvent", keyOfAnInputMethod("ArrowDown"));
    keyboard.send("Input.dispatchKeyEvent", keyOfAnInputMethod("Enter"));
    page.clock().runFor(100);
    assertThat(box()).hasValue("し");
    assertThat(searches()).isEqualTo(List.of());

    keyboard.send("Input.insertText", json("text", "靴"));
    page.clock().runFor(60);
    shop.answer("靴", "下");

    assertThat(options()).hasText(new String[] {"靴下"});
    assertThat(shop.prefixes()).containsExactly("し", "靴");
  }

  @Test
  void offline_quietUntilTheNextKey() {
    typed("r", "ed");
    page.unroute(Shop.SUGGEST);

    context.setOffline(true);
    type("e");
    assertThat(options()).hasCount(0);
    assertThat(page.locator("[role=status]")).hasText("");
    press("ArrowDown", "Escape");
    context.setOffline(false);
    press("Backspace", "Backspace");
    type("run");

    assertThat(options().nth(0)).hasText("generated for run"); // from the real service
  }

  @Test
  void busy_nothingIsAskedUntilRetryAfter() {
    stopClock();
    shop.open("{onProblem: problem => window.problem = problem}");
    type("r");
    page.clock().runFor(60);
    Route.FulfillOptions busy = Shop.json(429, "{}").setHeaders(Map.of("Retry-After", "2"));
    shop.waitFor("r").fulfill(busy);
    page.waitForFunction("window.problem");
    type("e");
    page.clock().runFor(1500);
    type("d");
    page.clock().runFor(300);
    assertThat(shop.prefixes()).containsExactly("r");

    page.clock().runFor(300);
    shop.answer("red", " dress");

    assertThat(options()).hasText(new String[] {"red dress"});
    assertThat(shop.prefixes()).containsExactly("r", "red");
  }

  @Test
  void answer_withMarkup_staysText() {
    typed("<b>", "<img src=x onerror=alert(1)>");

    assertThat(options()).hasText(new String[] {"<b><img src=x onerror=alert(1)>"});
    assertThat(page.locator("[role=option] img, [role=option] b")).hasCount(0);
    assertThat(page.locator("[role=option] mark")).hasText("<b>");
  }

  @Test
  void eventsDoor_closed_theBoxGoesOn() {
    page.unroute("**/events");
    page.route("**/events", route -> route.fulfill(Shop.json(404, "{}")));
    typed("r", "ed");

    press("Enter");

    assertThat(searches()).isEqualTo(List.of("r"));
  }

  @Test
  void destroy_leavesAPlainInput() {
    stopClock();
    shop.open("{}");
    type("r");
    page.clock().runFor(60);
    shop.answer("r", "ed");
    assertThat(options()).hasCount(1);

    page.evaluate("box.destroy()");
    type("x");
    page.evaluate("box.ask(), box.refresh()");
    page.clock().runFor(2000);

    assertThat(page.locator("[role=listbox], [role=status]")).hasCount(0);
    assertThat(page.evaluate("document.querySelector('#q').outerHTML"))
        .isEqualTo("<input id=\"q\" name=\"q\">");
    assertThat(shop.prefixes()).containsExactly("r");
    assertThat(shop.events()).isEmpty();
  }

  @Test
  void openList_isAccessible() {
    typed("r", "ed", "ing");
    press("ArrowDown");

    assertThat(box()).hasAttribute("aria-controls", ANYTHING);
    assertThat(page.locator("[role=listbox]")).hasAttribute("aria-label", "Suggestions");
    assertThat(page.locator("[role=status]")).hasText("2 suggestions");
    isAccessible();
  }

  /** The shop is open, a text is typed, and its list is shown. */
  private void typed(String prefix, String... rests) {
    shop.open("{debounceMillis: 0}");
    type(prefix);
    shop.answer(prefix, rests);
    assertThat(options()).hasCount(rests.length);
  }

  /** From here on time passes where the test lets it. */
  private void stopClock() {
    page.clock().install(new Clock.InstallOptions().setTime("2026-01-01T00:00:00Z"));
    page.clock().pauseAt("2026-01-01T01:00:00Z");
  }

  private List<String> actions() {
    return shop.events().stream().map(event -> event.get("action_name").asString()).toList();
  }

  private Object searches() {
    return page.evaluate("searches");
  }

  private static void compose(CDPSession keyboard, String text) {
    JsonObject composition = json("text", text);
    composition.addProperty("selectionStart", text.length());
    composition.addProperty("selectionEnd", text.length());
    keyboard.send("Input.imeSetComposition", composition);
  }

  /** Input methods take the key for themselves: browsers hear of it with code 229. */
  private static JsonObject keyOfAnInputMethod(String key) {
    JsonObject json = json("type", "rawKeyDown");
    json.addProperty("key", key);
    json.addProperty("windowsVirtualKeyCode", 229);
    return json;
  }

  private static JsonObject json(String name, String value) {
    JsonObject json = new JsonObject();
    json.addProperty(name, value);
    return json;
  }

  /** The first block of a language in a text of ours. */
  private static String block(String markdown, String language) {
    String start = "```" + language + "\n";
    return markdown.substring(
        markdown.indexOf(start) + start.length(),
        markdown.indexOf("```\n", markdown.indexOf(start) + 3));
  }

  /** A page under the policy that the guide asks for. */
  private Route.FulfillOptions guarded(String html) {
    String service = "http://localhost:" + port;
    String policy = "script-src " + service + " 'nonce-n'; connect-src " + service;
    return Shop.html("<!doctype html><title>Shop</title>" + html)
        .setHeaders(Map.of("Content-Type", "text/html", "Content-Security-Policy", policy));
  }

  private static void isAnEvent(JsonNode event) {
    OpenApiDocument.load().tellsOf("#/components/schemas/Event", event.toString());
  }
}
