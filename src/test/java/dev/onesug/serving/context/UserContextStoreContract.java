package dev.onesug.serving.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of users does, whatever it is made of. */
abstract class UserContextStoreContract {
  static final Duration EXPIRY = Duration.ofHours(12);
  static final Profile PROFILE = new Profile("25-34", null, "north", "high");
  static final Profile OTHER = new Profile(null, "f", "south", null);

  /** The time of the store, from which a test walks on. A real server has no other than this. */
  Instant now;

  UserContextStore users;

  /** A store whose clock is {@link #now}; all that one test makes share their users. */
  abstract UserContextStore open();

  @BeforeEach
  void openStore() {
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    users = open();
  }

  @Test
  void find_unknownUser_anonymous() {
    assertThat(users.find("nobody")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void find_remembered_sameContext() {
    UserContext ann = new UserContext(new History(List.of("lamp", "desk", "mug"), 2), PROFILE);
    UserContext bob = new UserContext(History.NONE, PROFILE);
    UserContext cat = new UserContext(new History(List.of("lamp"), 0), Profile.UNKNOWN);
    users.remember("ann", ann.history(), ann.profile());
    users.remember("bob", null, bob.profile());
    users.remember("cat", cat.history(), null);

    assertThat(users.find("ann")).isEqualTo(ann);
    assertThat(users.find("bob")).isEqualTo(bob);
    assertThat(users.find("cat")).isEqualTo(cat);
  }

  @Test
  void remember_again_replacesAll() {
    users.remember("ann", History.untimed(List.of("lamp", "desk")), PROFILE);
    users.searched("ann", "mug", now);
    History history = History.untimed(List.of("rug"));
    users.remember("ann", history, OTHER);

    assertThat(users.find("ann")).isEqualTo(new UserContext(history, OTHER));
  }

  @Test
  void remember_profileOnly_historyAndItsTimesStay() {
    users.remember("ann", new History(List.of("lamp", "desk"), 1), PROFILE);
    now = now.plus(Duration.ofMinutes(20));
    users.searched("ann", "mug", now);
    now = now.plus(Duration.ofMinutes(25));
    users.remember("ann", null, OTHER);

    assertThat(users.find("ann"))
        .isEqualTo(new UserContext(new History(List.of("mug", "lamp", "desk"), 2), OTHER));
    now = now.plus(Duration.ofMinutes(5)).plusMillis(1);
    assertThat(users.find("ann").history().inSession()).isZero();
    now = now.plus(EXPIRY).minus(Duration.ofMinutes(30));
    assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void remember_historyOnly_profileStays() {
    users.remember("ann", History.untimed(List.of("lamp", "desk")), PROFILE);
    now = now.plus(Duration.ofHours(2));
    History history = new History(List.of("rug", "lamp"), 1);
    users.remember("ann", history, null);

    assertThat(users.find("ann")).isEqualTo(new UserContext(history, PROFILE));
    now = now.plus(EXPIRY).minusMillis(1);
    assertThat(users.find("ann").profile()).isEqualTo(PROFILE);
  }

  @Test
  void remember_profileAgainWithoutSearches_isKeptAnew() {
    users.remember("ann", null, PROFILE);
    now = now.plus(Duration.ofHours(10));
    users.remember("ann", null, OTHER);
    now = now.plus(Duration.ofHours(10));

    assertThat(users.find("ann")).isEqualTo(new UserContext(History.NONE, OTHER));
  }

  @Test
  void remember_profileWhileSearching_losesNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < History.MAX_QUERIES; i++) {
      String query = "query " + i;
      done.add(threads.submit(() -> users.searched("ann", query, now)));
      done.add(threads.submit(() -> users.remember("ann", null, PROFILE)));
    }
    for (Future<?> write : done) {
      write.get();
    }
    threads.shutdown();

    assertThat(queries("ann"))
        .containsExactlyInAnyOrderElementsOf(numbered(0, History.MAX_QUERIES));
    assertThat(users.find("ann").profile()).isEqualTo(PROFILE);
  }

  @Test
  void remember_longHistory_keepsTheNewest() {
    List<String> queries = numbered(0, 50);
    users.remember("ann", new History(queries, 30), PROFILE);

    assertThat(users.find("ann").history()).isEqualTo(new History(queries.subList(0, 20), 20));
  }

  @Test
  void searched_newestFirstAndDistinct() {
    searchEvery(Duration.ofMinutes(1), "lamp", "desk", "mug", "lamp");

    assertThat(users.find("ann").history())
        .isEqualTo(new History(List.of("lamp", "mug", "desk"), 3));
  }

  @Test
  void searched_normalFormOnly() {
    searchEvery(Duration.ofMinutes(1), " Desk  LAMP", "desk lamp ", " \t ", "", "\u0000\u200b");
    searchEvery(Duration.ofMinutes(1), "x".repeat(129));

    assertThat(queries("ann")).containsExactly("desk lamp");
  }

  @Test
  void searched_anyTextAndAnyUser_comesBackAsItWas() {
    String odd = "q v\"'\\{}*?:%s 茶 مصباح 🛋️ é";
    for (String userId : List.of("ünï", "a b", "a:b*?[x]{y}", "🛋", "/../", "x".repeat(128))) {
      users.searched(userId, odd, now);
      assertThat(queries(userId)).containsExactly(odd);
    }
    assertThat(queries("a")).isEmpty();
  }

  @Test
  void searched_moreThanTwenty_keepsTheNewest() {
    searchEvery(Duration.ofMinutes(1), numbered(0, 45).toArray(String[]::new));

    List<String> newest = new ArrayList<>(numbered(25, 45));
    Collections.reverse(newest);
    assertThat(users.find("ann").history()).isEqualTo(new History(newest, 20));
  }

  @Test
  void searched_afterRemembered_addsToIt() {
    users.remember("ann", new History(List.of("lamp", "desk"), 1), PROFILE);
    now = now.plus(Duration.ofMinutes(30));
    users.searched("ann", "mug", now);

    assertThat(users.find("ann"))
        .isEqualTo(new UserContext(new History(List.of("mug", "lamp", "desk"), 2), PROFILE));
  }

  @Test
  void find_halfAnHourWithoutASearch_endsTheSession() {
    searchEvery(Duration.ofMinutes(30), "lamp", "desk");
    now = now.plus(Duration.ofMinutes(30));
    assertThat(users.find("ann").history()).isEqualTo(new History(List.of("desk", "lamp"), 2));
    now = now.plusMillis(1);
    assertThat(users.find("ann").history()).isEqualTo(new History(List.of("desk", "lamp"), 0));
    users.searched("ann", "mug", now);
    assertThat(users.find("ann").history())
        .isEqualTo(new History(List.of("mug", "desk", "lamp"), 1));
  }

  @Test
  void find_onlyReadsForLong_endsTheSessionAllTheSame() {
    users.searched("ann", "lamp", now);
    for (int i = 0; i < 4; i++) {
      now = now.plus(Duration.ofMinutes(10));
      users.find("ann");
    }

    assertThat(users.find("ann").history()).isEqualTo(new History(List.of("lamp"), 0));
  }

  @Test
  void searched_repeatedThroughTheSession_queryBetweenStaysInIt() {
    searchEvery(Duration.ofMinutes(25), "desk", "lamp", "lamp", "lamp");

    assertThat(users.find("ann").history()).isEqualTo(new History(List.of("lamp", "desk"), 2));
  }

  @Test
  void searched_late_takesItsPlaceInTime() {
    users.searched("ann", "desk", now);
    users.searched("ann", "lamp", now.minus(Duration.ofMinutes(20)));
    users.searched("ann", "desk", now.minus(Duration.ofMinutes(25)));
    users.searched("ann", "mug", now.minus(Duration.ofHours(2)));

    assertThat(users.find("ann").history())
        .isEqualTo(new History(List.of("desk", "lamp", "mug"), 2));
  }

  @Test
  void searched_lateAfterRemembered_bringsNothingIntoTheSession() {
    users.remember("ann", new History(List.of("lamp", "desk"), 1), PROFILE);
    users.searched("ann", "mug", now.minus(Duration.ofMinutes(29)));

    assertThat(users.find("ann").history())
        .isEqualTo(new History(List.of("lamp", "mug", "desk"), 2));
  }

  @Test
  void searched_inTheFuture_isNow() {
    users.searched("ann", "lamp", now.plus(Duration.ofDays(400)));
    users.searched("bob", "lamp", Instant.MAX);
    now = now.plus(Duration.ofMinutes(1));
    users.searched("ann", "desk", now);

    assertThat(queries("ann")).containsExactly("desk", "lamp");
    assertThat(queries("bob")).containsExactly("lamp");
  }

  @Test
  void searched_longerAgoThanUsersAreKept_isLeftOut() {
    users.searched("ann", "lamp", now.minus(EXPIRY));
    users.searched("ann", "lamp", Instant.MIN);
    assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
    users.searched("ann", "desk", now.minus(EXPIRY).plusSeconds(60));
    assertThat(queries("ann")).containsExactly("desk");
  }

  @Test
  void find_afterExpiry_anonymous() {
    users.searched("ann", "lamp", now.minus(Duration.ofHours(1)));
    users.remember("bob", History.NONE, PROFILE);
    now = now.plus(EXPIRY).minus(Duration.ofHours(1)).minusMillis(1);
    assertThat(queries("ann")).containsExactly("lamp");
    now = now.plusMillis(1);
    assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
    assertThat(users.find("bob").profile()).isEqualTo(PROFILE);
    now = now.plus(Duration.ofHours(1));
    assertThat(users.find("bob")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void erase_nothingIsLeft() {
    users.remember("ann", History.untimed(List.of("lamp")), PROFILE);
    users.searched("bob", "mug", now);
    users.erase("ann");
    users.erase("nobody");

    assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
    assertThat(queries("bob")).containsExactly("mug");
    users.searched("ann", "rug", now);
    assertThat(users.find("ann"))
        .isEqualTo(new UserContext(new History(List.of("rug"), 1), Profile.UNKNOWN));
  }

  @Test
  void searched_fromTwoStoresAtOnce_losesNothing() throws Exception {
    UserContextStore other = open();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int round = 0; round < 5; round++) {
      String userId = "user" + round;
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < History.MAX_QUERIES; i++) {
        UserContextStore store = i % 2 == 0 ? users : other;
        String query = "query " + i;
        done.add(threads.submit(() -> store.searched(userId, query, now)));
      }
      for (Future<?> search : done) {
        search.get();
      }
      // A store sees what it wrote, so that after both were asked all is there.
      other.find(userId);
      users.find(userId);
      assertThat(queriesOf(other, userId))
          .containsExactlyInAnyOrderElementsOf(numbered(0, History.MAX_QUERIES));
    }
    threads.shutdown();
  }

  @Test
  void searched_anyOrderOfTime_asTheDefinitionSays() {
    Random random = new Random(7);
    for (int user = 0; user < 5; user++) {
      SearchesOfOne all = new SearchesOfOne();
      for (int i = 0; i < 50; i++) {
        now = now.plusMillis(1 + (long) (random.nextDouble() * random.nextDouble() * 4_000_000));
        String query = "query " + random.nextInt(25);
        all.add(query, now);
        users.searched("user" + user, query, now);
        Instant asked = now.plusSeconds(random.nextInt(3000));
        Instant searched = now;
        now = asked;
        assertThat(users.find("user" + user).history()).isEqualTo(all.historyAt(asked));
        now = searched;
      }
    }
  }

  @Test
  void find_anyId_noFailure() {
    assertThatCode(() -> users.find("")).doesNotThrowAnyException();
    users.searched("", "lamp", now);
    assertThat(queries("")).containsExactly("lamp");
  }

  List<String> queries(String userId) {
    return queriesOf(users, userId);
  }

  private static List<String> queriesOf(UserContextStore store, String userId) {
    return store.find(userId).history().queries();
  }

  /** Ann's searches; the last one is now. */
  private void searchEvery(Duration gap, String... queries) {
    for (String query : queries) {
      now = now.plus(gap);
      users.searched("ann", query, now);
    }
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "query " + i).toList();
  }
}
