package dev.onesug.serving.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The page at {@code /}: people, what they searched, the panel, small screens, a dead service. */
class PageBrowserTest extends InChromium {

  @Test
  void type_showsSuggestionsAndHowTheyWereMade() {
    page.navigate("/");
    assertThat(box()).isFocused();
    type("red sh");

    assertThat(options().nth(0).locator("span").first()).hasText("generated for red sh");
    assertThat(page.locator("#codes b")).hasText(new String[] {"2", "3", "1"});
    assertThat(page.locator("#input")).hasText("red sh");
    assertThat(page.locator("#status")).containsText("model blue");
    screenshot("page");
  }

  @Test
  void persona_itsHistoryIsWhatTheModelReads() {
    page.navigate("/?q=mo&persona=Daniel");
    assertThat(options().nth(0)).containsText("generated for mo after light switch");

    page.getByText("Maya", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(options().nth(0)).containsText("generated for mo after switch controller");
    assertThat(page.locator("#about")).containsText("Searched lately: switch controller");
    assertThat(box()).hasValue("mo");
    screenshot("persona");
  }

  @Test
  void search_isPartOfTheHistoryFromThenOn() {
    page.navigate("/?persona=Ines");
    type("rose");
    assertThat(options().nth(0)).containsText("generated for rose after apple tree");
    press("Enter");
    assertThat(page.locator("#about")).containsText("Searched lately: rose, apple tree");
    press("Control+A", "Backspace");
    type("po");

    assertThat(options().nth(0)).containsText("generated for po after rose");
  }

  @Test
  void explain_switchedOff_thereIsNoPanel() {
    page.route(
        "**/suggest",
        route -> route.fulfill(Shop.json(200, Shop.suggestions("red", null, " shoes"))));
    page.navigate("/?q=red");

    assertThat(options()).hasCount(1);
    assertThat(page.locator("#how")).isHidden();
    screenshot("explain-off");
  }

  @Test
  void service_dead_saysSoAndGoesOn() {
    page.navigate("/?q=red");
    assertThat(options().nth(0)).containsText("generated for red");

    context.setOffline(true);
    type("x");
    assertThat(page.locator("#status")).containsText("does not answer");
    assertThat(options()).hasCount(0);
    screenshot("offline");
    context.setOffline(false);
    press("Backspace");

    assertThat(options().nth(0)).containsText("generated for red");
  }

  @Test
  void phone_nothingStandsOutAndTouchChooses() {
    openTab(
        new Browser.NewContextOptions()
            .setViewportSize(360, 640)
            .setHasTouch(true)
            .setIsMobile(true));
    page.navigate("/?q=red&persona=Maya");
    assertThat(options().nth(1)).containsText("red shoes");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    screenshot("phone");

    options().nth(1).tap();

    assertThat(box()).hasValue("red shoes");
    assertThat(page.locator("#about")).containsText("Searched lately: red shoes");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      mode = Mode.INCLUDE,
      names = {"LIGHT", "DARK"})
  void page_isAccessible(ColorScheme scheme) {
    openTab(new Browser.NewContextOptions().setColorScheme(scheme));
    page.navigate("/?q=red&persona=Maya");
    assertThat(options().nth(1)).containsText("red shoes");
    press("ArrowDown");

    screenshot("page-" + scheme.name().toLowerCase(Locale.ROOT));
    isAccessible();
  }

  @Test
  void api_pageListsTheOperationsAndTriesThem() {
    page.navigate("/api.html");
    page.locator("#operations-suggestions-suggest .opblock-summary-control").click();
    page.getByText("Execute").click();

    assertThat(page.locator(".live-responses-table tbody .response-col_status"))
        .containsText("200");
    assertThat(page.locator(".opblock")).hasCount(3);
    screenshot("api");
  }
}
