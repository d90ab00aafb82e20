package dev.onesug.training.evaluation.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.sidebyside.SideBySide.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final List<EvaluationRequest> QUESTIONS =
      IntStream.range(0, 100).mapToObj(i -> EvaluationRequest.anonymous("q" + i)).toList();

  /** Says its name behind every prefix, but agrees with everyone where that ends in 0. */
  private record Signing(String name) implements Suggester {
    @Override
    public String description() {
      return "Made for a test";
    }

    @Override
    public List<String> suggest(EvaluationRequest request, int limit) {
      String end = request.prefix().endsWith("0") ? "" : " of " + name;
      return List.of(request.prefix() + end, "<b>" + limit);
    }
  }

  private static SideBySide ask(long seed) {
    return SideBySide.ask(new Signing("a<1>"), new Signing("b"), QUESTIONS, 10, seed);
  }

  @Test
  void ask_differentLists_stayWithTheirVersionOnEitherSide() {
    SideBySide lists = ask(1);
    assertThat(lists.alike()).isEqualTo(10);
    assertThat(lists.rows()).hasSize(90);
    for (Row row : lists.rows()) {
      assertThat(row.aIsLeft() ? row.left() : row.right())
          .containsExactly(row.request().prefix() + " of a<1>", "<b>10");
      assertThat(row.aIsLeft() ? row.right() : row.left())
          .containsExactly(row.request().prefix() + " of b", "<b>10");
    }
    assertThat(lists.rows().stream().filter(Row::aIsLeft).count()).isBetween(30L, 60L);
  }

  @Test
  void ask_sameSeed_sameSides() {
    assertThat(ask(1)).isEqualTo(ask(1));
    assertThat(ask(2).rows()).isNotEqualTo(ask(1).rows());
  }

  @Test
  void html_page_isEscapedSelfContainedAndNamesNoVersionBesideItsLists() {
    UserContext user = new UserContext(History.untimed(List.of("\"quoted\" <i>")), Profile.UNKNOWN);
    SideBySide lists =
        new SideBySide(
            "a<1>",
            "b",
            7,
            List.of(
                new Row(
                    new EvaluationRequest("<img> ", user),
                    List.of("<u>x", "both"),
                    List.of("both"),
                    false)),
            3);
    String page = new SideBySidePage(lists).html();
    assertThat(page)
        .contains(
            "data-prefix=\"&lt;img&gt; \" data-history=\"[&quot;\\&quot;quoted\\&quot; &lt;i&gt;&quot;]\"")
        .contains("data-left=\"b\"", "data-a=\"a&lt;1&gt;\" data-b=\"b\" data-seed=\"7\"")
        .contains(
            "<ol><li><span class=\"only\">&lt;u&gt;x</span></li><li><span>both</span></li></ol>")
        .contains("Searched before: &quot;quoted&quot; &lt;i&gt;")
        .contains("1 rows to judge. 3 more got the same list")
        .contains("<legend>Which list is better for &lt;img&gt; ?</legend>")
        .doesNotContain("<img", "<u>", "<i>", "http:", "https:", "src=");
    String article = page.substring(page.indexOf("<article"), page.indexOf("</article>"));
    assertThat(article).doesNotContain("a&lt;1&gt;");
  }
}
