package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The service with fake models, and the system's Chromium with a fresh profile for each test. What
 * is tested is what happens, not how fast: all waits are long.
 */
@StartsService
@TestPropertySource(properties = {"onesug.deadline=30s", "onesug.explain=true"})
abstract class InChromium {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-quic");

  private static Playwright playwright;
  private static Browser browser;

  @LocalServerPort int port;
  BrowserContext context;
  Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void launch() {
    playwright = Playwright.create();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    String chromium = System.getProperty("onesug.test.chromium", "/usr/bin/chromium");
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setArgs(ARGUMENTS));
  }

  @AfterAll
  static void quit() {
    browser.close();
    playwright.close();
  }

  @BeforeEach
  void openTab() {
    openTab(new Browser.NewContextOptions());
  }

  /** Another tab takes the place of the first. */
  void openTab(Browser.NewContextOptions options) {
    if (context != null) {
      context.close();
    }
    context = browser.newContext(options.setBaseURL("http://localhost:" + port));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
  }

  /** Whatever a test was about, the page's scripts must not fail. */
  @AfterEach
  void closeTab() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  Locator box() {
    return page.locator("[role=combobox]");
  }

  Locator options() {
    return page.locator("[role=option]:visible");
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  void isAccessible() {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .allSatisfy(rule -> assertThat(rule.getNodes()).as(rule.getHelp()).isEmpty());
  }

  /** For people to look at: {@code target/browser}. */
  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", name + ".png")));
  }
}
