package dev.onesug.training.logs.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistinctUsersTest {

  @Test
  void isRare_sameUserAgain_countsOnce() {
    DistinctUsers users = new DistinctUsers(2);
    users.add("lamp", "u1");
    users.add("lamp", "u1");
    assertThat(users.isRare("lamp")).isTrue();

    users.add("lamp", "u2");
    assertThat(users.isRare("lamp")).isFalse();
  }

  @Test
  void isRare_justEnoughUsers_isFalse() {
    DistinctUsers users = new DistinctUsers(5);
    for (int user = 1; user <= 4; user++) {
      users.add("lamp", "u" + user);
      assertThat(users.isRare("lamp")).isTrue();
    }
    users.add("lamp", "u5");
    users.add("lamp", "u6");
    assertThat(users.isRare("lamp")).isFalse();
  }

  @Test
  void isRare_neverSearched_isFalse() {
    assertThat(new DistinctUsers(5).isRare("lamp")).isFalse();
  }

  @Test
  void isRare_oneUserIsEnough_isFalse() {
    DistinctUsers users = new DistinctUsers(1);
    users.add("lamp", "u1");
    assertThat(users.isRare("lamp")).isFalse();
    assertThat(users.rareQueries()).isZero();
  }

  @Test
  void rareQueries_someCommon_countsTheOthers() {
    DistinctUsers users = new DistinctUsers(2);
    users.add("lamp", "u1");
    users.add("mug", "u1");
    users.add("mug", "u1");
    users.add("cup", "u1");
    users.add("lamp", "u2");
    users.add("lamp", "u3");
    assertThat(users.rareQueries()).isEqualTo(2);
  }
}
