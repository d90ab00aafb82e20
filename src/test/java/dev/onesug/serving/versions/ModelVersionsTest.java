package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModelVersionsTest {
  private final FakeModel v1 = new FakeModel("v1", Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeModel v2 = new FakeModel("v2", Instant.parse("2026-02-01T00:00:00Z"));
  private final FakeModel v3 = new FakeModel("v3", Instant.parse("2026-03-01T00:00:00Z"));
  private final ModelVersions versions = ModelVersions.of(v1, v2);

  @Test
  void pick_nothingLoaded_notReady() {
    ModelVersions empty = new ModelVersions(Deployment.NEWEST);

    assertThatThrownBy(() -> empty.pick(null)).isInstanceOf(NotReadyException.class);
    assertThatThrownBy(() -> empty.pick("v1")).isInstanceOf(NotReadyException.class);
  }

  @Test
  void pick_unknown_saysWhatIsLoaded() {
    assertThatThrownBy(() -> versions.pick("v9"))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessage("version: v9 (expected: one of v1, v2)");
  }

  @Test
  void add_newer_answersByDefaultUntilSettled() {
    assertThat(answers(null)).isEqualTo("v2");

    versions.settle();
    versions.add(v3);

    assertThat(answers(null)).isEqualTo("v2");
    assertThat(answers("v3")).isEqualTo("v3");
  }

  @Test
  void add_sameName_isRefused() {
    FakeModel again = new FakeModel("v1", Instant.EPOCH);

    assertThatThrownBy(() -> versions.add(again))
        .hasMessage("version: v1 (expected: one that is not loaded)");
  }

  @Test
  void pick_alias_isTheVersionBehindIt() {
    versions.deploy(aliases(Map.of("stable", "v1", "candidate", "v2")));

    assertThat(answers("stable")).isEqualTo("v1");
    versions.deploy(aliases(Map.of("stable", "v2")));
    assertThat(answers("stable")).isEqualTo("v2");
    assertThatThrownBy(() -> versions.pick("candidate"))
        .isInstanceOf(UnknownVersionException.class);
  }

  @Test
  void deploy_split_sharesUsersAndKeepsThem() {
    versions.deploy(split(Map.of("v1", 0.3)));
    Map<String, String> before = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      before.put("user-" + i, answersUser("user-" + i));
    }
    long shared = before.values().stream().filter("v1"::equals).count();

    assertThat(shared).isBetween(2_850L, 3_150L);
    assertThat(answers(null)).isEqualTo("v2");

    versions.deploy(split(Map.of("v1", 0.5)));
    before.forEach(
        (user, version) -> {
          if (version.equals("v1")) {
            assertThat(answersUser(user)).isEqualTo("v1");
          }
        });
  }

  @Test
  void pick_pinnedByName_isNotSplit() {
    versions.deploy(split(Map.of("v1", 1.0)));

    assertThat(answersUser("anybody")).isEqualTo("v1");
    try (Lease lease = versions.pick("v2", "anybody")) {
      assertThat(lease.version()).isEqualTo("v2");
    }
  }

  @Test
  void deploy_wrong_isRefusedAndNothingChanges() {
    Deployment before = versions.now().deployment();

    assertThatThrownBy(() -> versions.deploy(split(Map.of("v9", 0.1))))
        .hasMessage("version: v9 (expected: one of v1, v2)");
    assertThatThrownBy(() -> versions.deploy(aliases(Map.of("v1", "v2"))))
        .hasMessage("alias: v1 (expected: a name that no version has)");
    assertThatThrownBy(() -> split(Map.of("v1", 0.6, "v2", 0.6)))
        .hasMessage("split: 1.2 together (expected: at most 1)");
    assertThatThrownBy(() -> split(Map.of("v1", 0.0)))
        .hasMessage("split.v1: 0.0 (expected: above 0, at most 1)");
    assertThat(versions.now().deployment()).isEqualTo(before);
  }

  @Test
  void rollBack_goesToTheDeploymentBefore_stepByStep() {
    versions.deploy(Deployment.NEWEST.withDefault("v1"));
    versions.deploy(split(Map.of("v1", 0.5)));

    versions.rollBack();
    assertThat(versions.now().deployment()).isEqualTo(Deployment.NEWEST.withDefault("v1"));
    versions.rollBack();
    assertThat(answers(null)).isEqualTo("v2");
    assertThatThrownBy(versions::rollBack)
        .hasMessage("deployment: the first (expected: one before it)");
  }

  @Test
  void rollBack_versionIsGone_isRefused() {
    versions.deploy(Deployment.NEWEST.withDefault("v1"));
    versions.deploy(Deployment.NEWEST.withDefault("v2"));
    versions.retire("v1", null);

    assertThatThrownBy(versions::rollBack).hasMessage("version: v1 (expected: one of v2)");
    assertThat(answers(null)).isEqualTo("v2");
  }

  @Test
  void retire_listenerFails_closesAllTheSameAndOthersHear() {
    List<String> heard = new ArrayList<>();
    versions.whenChanged(
        () -> {
          throw new IllegalStateException("deaf");
        });
    versions.whenChanged(() -> heard.addAll(versions.names()));

    versions.retire("v1", null);

    assertThat(v1.isClosed()).isTrue();
    assertThat(heard).containsExactly("v2");
  }

  @Test
  void answering_deploymentNamesWhatIsNotLoaded_isWhatIs() {
    ModelVersions some = new ModelVersions(split(Map.of("v9", 0.5, "v1", 0.1)).withDefault("v8"));
    assertThat(some.answering()).isEmpty();

    some.add(v1);

    assertThat(some.answering()).containsExactly("v1");
  }

  @Test
  void deploy_changeOfAnAliasThatIsTheDefault_isFollowed() {
    versions.deploy(aliases(Map.of("stable", "v1")).withDefault("stable"));
    assertThat(answers(null)).isEqualTo("v1");

    versions.deploy(
        before ->
            new Deployment(
                before.defaultVersion(),
                before.split(),
                before.shadow(),
                Map.of("stable", "v2"),
                before.successors()));

    assertThat(answers(null)).isEqualTo("v2");
  }

  @Test
  void retire_inFlight_finishesOnItAndClosesAfterwards() {
    Lease inFlight = versions.pick("v1");
    Lease longer = inFlight.again();

    versions.retire("v1", null);
    assertThat(v1.isClosed()).isFalse();
    inFlight.close();
    inFlight.close();
    assertThat(v1.isClosed()).isFalse();
    longer.close();
    assertThat(v1.isClosed()).isTrue();
  }

  @Test
  void retire_pinned_isAnsweredByTheLastSuccessor() {
    versions.add(v3);
    versions.retire("v1", "v2");
    versions.retire("v2", "v3");

    try (Lease lease = versions.pick("v1")) {
      assertThat(lease.version()).isEqualTo("v3");
      assertThat(lease.requested()).isEqualTo("v1");
    }
  }

  @Test
  void retire_thenAddedAgain_answersForItself() {
    versions.retire("v1", null);
    versions.add(new FakeModel("v1", Instant.EPOCH));

    try (Lease lease = versions.pick("v1")) {
      assertThat(lease.version()).isEqualTo("v1");
      assertThat(lease.requested()).isNull();
    }
  }

  @Test
  void retire_needed_isRefused() {
    versions.deploy(new Deployment("v2", Map.of(), "v1", Map.of(), Map.of()));

    assertThatThrownBy(() -> versions.retire("v1", null))
        .hasMessage("version: v1 (expected: one that the deployment does not name)");
    assertThatThrownBy(() -> versions.retire("v2", "v1"))
        .hasMessage("version: v2 (expected: one that the deployment does not name)");
    assertThatThrownBy(() -> versions.retire("v9", null))
        .hasMessage("version: v9 (expected: one of [v1, v2])");
  }

  @Test
  void shadow_named_isLeased() {
    assertThat(versions.shadow()).isNull();
    versions.deploy(new Deployment("v2", Map.of(), "v1", Map.of(), Map.of()));

    try (Lease shadow = versions.shadow()) {
      assertThat(shadow.version()).isEqualTo("v1");
    }
  }

  @Test
  void close_closesEveryModel() {
    versions.close();

    assertThat(List.of(v1, v2)).allMatch(FakeModel::isClosed);
    assertThat(versions.now().isReady()).isFalse();
  }

  /** Nobody is ever given a version that is closed, however often they come and go. */
  @Test
  void pick_whileVersionsComeAndGo_isNeverClosedAndNeverFails() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(3);
    List<Future<Long>> asking = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      asking.add(clients.submit(() -> askUntil(ended)));
    }
    for (int i = 0; i < 2_000; i++) {
      versions.deploy(Deployment.NEWEST.withDefault(i % 2 == 0 ? "v1" : "v2"));
      String passing = "passing-" + i % 3;
      versions.add(new FakeModel(passing, Instant.EPOCH));
      versions.retire(passing, null);
    }
    ended.set(true);
    for (Future<Long> one : asking) {
      assertThat(one.get()).isPositive();
    }
    clients.shutdown();
  }

  private long askUntil(AtomicBoolean ended) {
    long asked = 0;
    while (!ended.get()) {
      // A passing version has a successor as soon as it was there once.
      boolean passed = versions.now().deployment().successors().containsKey("passing-0");
      try (Lease lease = versions.pick(passed && asked % 2 == 0 ? "passing-0" : null)) {
        assertThat(((FakeModel) lease.model()).isClosed()).isFalse();
      }
      asked++;
    }
    return asked;
  }

  private String answers(String requested) {
    try (Lease lease = versions.pick(requested)) {
      return lease.version();
    }
  }

  private String answersUser(String userId) {
    try (Lease lease = versions.pick(null, userId)) {
      return lease.version();
    }
  }

  private static Deployment split(Map<String, Double> shares) {
    return new Deployment("v2", shares, null, Map.of(), Map.of());
  }

  private static Deployment aliases(Map<String, String> aliases) {
    return new Deployment("v2", Map.of(), null, aliases, Map.of());
  }
}
