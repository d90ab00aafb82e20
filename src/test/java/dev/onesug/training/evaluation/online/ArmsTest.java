package dev.onesug.training.evaluation.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.training.logs.UserProfile;
import dev.onesug.training.logs.shop.Look;
import dev.onesug.training.logs.shop.Visit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmsTest {
  private final Arms arms = new Arms(4);

  @Test
  void isTreated_manyUsers_isHalfAndSteady() {
    int treated = 0;
    for (int user = 0; user < 10_000; user++) {
      treated += arms.isTreated("u" + user) ? 1 : 0;
      assertThat(new Arms(4).isTreated("u" + user)).isEqualTo(arms.isTreated("u" + user));
    }
    assertThat(treated).isBetween(4800, 5200);
  }

  @Test
  void compare_visits_areRatiosOfTotals() {
    String control = user(false);
    String treated = user(true);
    arms.add(visit(control, "middle", "sho", 1, 1));
    arms.add(visit(control, "middle", "shoes", Look.NOTHING, 0));
    arms.add(visit(treated, "high", "s", 0, 2));

    Map<OnlineMetric, ArmComparison> metrics = arms.compare(50);

    assertArms(metrics, OnlineMetric.CLICK_RATE, 50, 100);
    assertArms(metrics, OnlineMetric.TOP_CLICK_POSITION, 2, 1);
    assertArms(metrics, OnlineMetric.TYPED_LENGTH, 4, 1);
    assertArms(metrics, OnlineMetric.SEARCHES, 2, 1);
    assertArms(metrics, OnlineMetric.ORDERS, 50, 200);
    assertArms(metrics, OnlineMetric.REVENUE_A_USER, 35, 120);
    assertThat(arms.controlUsers()).isEqualTo(1);
    assertThat(arms.treatedUsers()).isEqualTo(1);
  }

  private static void assertArms(
      Map<OnlineMetric, ArmComparison> metrics, OnlineMetric metric, double before, double after) {
    ArmComparison arms = metrics.get(metric);
    assertThat(arms.control().mean()).isCloseTo(before, offset(1e-9));
    assertThat(arms.treatment().mean()).isCloseTo(after, offset(1e-9));
    assertThat(arms.lift().mean()).isCloseTo(after / before - 1, offset(1e-9));
  }

  private String user(boolean treated) {
    int number = 0;
    while (arms.isTreated("u" + number) != treated) {
      number++;
    }
    return "u" + number;
  }

  private static Visit visit(String user, String spending, String typed, int clicked, int orders) {
    UserProfile profile = new UserProfile(user, null, null, null, spending);
    return new Visit(profile, true, typed, clicked, 1, orders, List.of());
  }
}
