package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.feedback.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserGroupsTest {
  @TempDir Path temp;

  private Path file(String content) throws IOException {
    return Files.writeString(temp.resolve("groups.tsv"), content);
  }

  @Test
  void of_user_isInTheGroupOfTheLine() throws IOException {
    UserGroups groups = UserGroups.read(file("u1\tgold\nc7\tsilver\n"));

    assertThat(groups.of(new Actor("c7", null, "u1"))).isEqualTo("gold");
    assertThat(groups.of(Actor.ofClient("c7"))).isEqualTo("silver");
    assertThat(groups.of(Actor.ofClient("c8"))).isEqualTo("in no group");
  }

  @Test
  void read_otherLine_isNamed() throws IOException {
    Path file = file("u1\tgold\nu2 silver\n");

    assertThatThrownBy(() -> UserGroups.read(file))
        .hasMessage(file + ", line 2: 1 columns (expected: user<TAB>group, none blank)");
  }

  @Test
  void read_groupsWithoutEnd_areRefused() throws IOException {
    Path file =
        file(
            IntStream.range(0, 21)
                .mapToObj(user -> "u" + user + "\tgroup " + user)
                .collect(Collectors.joining("\n")));

    assertThatThrownBy(() -> UserGroups.read(file))
        .hasMessage(file + ": 21 groups (expected: at most 20)");
  }
}
