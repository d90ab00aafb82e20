package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void of_textWithBlanks_isSplitAtThem() {
    assertThat(Words.of("red shoes red")).containsExactly("red", "shoes");
    assertThat(Words.of("운동화 여성")).containsExactly("운동화", "여성");
    assertThat(Words.of("")).isEmpty();
  }

  @Test
  void of_scriptWithoutBlanks_isPairsOfCharacters() {
    assertThat(Words.of("儿童运动鞋")).containsExactly("儿童", "童运", "运动", "动鞋");
    assertThat(Words.of("枪")).containsExactly("枪");
    assertThat(Words.of("シャワー")).containsExactly("シャ", "ャワ", "ワー");
    assertThat(Words.of("二手iphone手机 女")).containsExactly("二手", "iphone", "手机", "女");
    assertThat(Words.of("𠮷野家")).containsExactly("𠮷野", "野家");
  }

  @Test
  void cut_isWhatMayStillGrow_andTheRestIsComplete() {
    assertCut("red sho", "sho", "red");
    assertCut("red shoes ", "", "red", "shoes");
    assertCut("sho", "sho");
    assertCut("", "");
    assertCut("运动鞋", "鞋", "运动", "动鞋");
    assertCut("枪", "枪");
    assertCut("手机 iph", "iph", "手机");
    assertCut("二手iph", "iph", "二手");
    assertCut("iphone壳", "壳", "iphone");
  }

  private static void assertCut(String typed, String cut, String... complete) {
    assertThat(Words.cut(typed)).as(typed).isEqualTo(cut);
    assertThat(Words.complete(typed)).as(typed).containsExactly(complete);
  }

  @Test
  void laterStarts_areBehindBlanksAndAroundCharactersOfScriptsWithoutThem() {
    assertThat(Words.laterStarts("red shoes")).containsExactly(4);
    assertThat(Words.laterStarts("运动 鞋")).containsExactly(1, 3);
    assertThat(Words.laterStarts("a鞋b")).containsExactly(1, 2);
    assertThat(Words.laterStarts("𠮷野😀b")).containsExactly(2, 3);
    assertThat(Words.laterStarts("")).isEmpty();
  }
}
