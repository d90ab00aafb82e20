package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.OneSug;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.imports.LogFormat;
import dev.onesug.training.logs.imports.LogImport;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a handful of Chinese rows in the authors' columns to a published version that answers. */
class AuthorsRowsPipelineTest {
  private static final List<String> ROWS =
      List.of(
          "运动|跑步袜,护膝|运动手表,儿童运动鞋|运动鞋男|运动水壶,运动发带,运动毛巾,运动耳机|2.0|0.5",
          "手机|充电宝|手机支架,手机壳透明|手机壳|手机卡,手机膜,手机绳,手机架|1.5|0.5",
          "茶|杯子,托盘|茶叶罐|茶具套装|花茶,奶茶粉,茶几,茶盘|1.2|0.2",
          "s|伞|手套,書包|手套|水杯,沙发,山药,书架|1.0|0.0",
          "咖啡|滤纸|咖啡机,咖啡豆|咖啡豆|咖啡杯,咖啡勺,咖啡伴侣,咖啡壶|1.0|0.5",
          "ＵＳＢ灯|小夜灯,插座|usb小夜灯|USB台灯|USB风扇,usb线,usb加湿器,usb音箱|1.5|0.5",
          "儿童|积木,绘本|儿童书桌|儿童雨衣|儿童牙刷,儿童水杯,儿童袜子,儿童帽子|2.0|0.5",
          "旗舰店鞋||某某旗舰店运动鞋|跑步鞋旗舰店|凉鞋,拖鞋,雨靴,棉鞋|1.0|0.2",
          "手|手机壳|手套,手电筒|手机壳|手链,手表,手帕,手账|1.7|0.5",
          "运动鞋|运动鞋男|儿童运动鞋,跑步鞋|儿童运动鞋|皮鞋,凉鞋,布鞋,雨鞋|2.0|0.5");

  @TempDir Path folder;

  private static final StageListener QUIET =
      new StageListener() {
        @Override
        public void skipped(Stage stage, Finished earlier) {}

        @Override
        public Progress started(Stage stage) {
          return (done, total, detail) -> {};
        }

        @Override
        public void finished(Stage stage, Finished finished) {}
      };

  @Test
  void run_rowsInChinese_publishesAVersionThatSuggestsThem() throws IOException {
    Path samples = folder.resolve("samples");
    new LogImport(LogFormat.ONESUG_ROWS, 0).run(List.of(rows()), samples);
    RunPlan plan =
        new RunPlan(
            "rows",
            folder.resolve("runs"),
            List.of(),
            folder.resolve("models"),
            TinyBert.write(folder.resolve("base"), 7, String.join("", ROWS).replace("|", "")),
            null,
            new GivenSamples(new SampleFolder(samples)),
            null,
            "cpu",
            "test");
    Recipe recipe = RecipeReader.read(Path.of("src/test/resources/recipes/tiny.yaml"));

    Path published = new TrainingPipeline(recipe, plan, QUIET).run(Stage.PUBLISH);

    EvaluationReport report = EvaluationReport.read(plan.run().resolve("evaluate/evaluation.json"));
    assertThat(report.origin().simulated()).isFalse();
    assertThat(report.slices().get(0).requests()).isEqualTo(2);
    ModelVersion version = ModelVersion.open(published, "cpu");
    assertThat(version.index().find("usb台灯")).isPresent();
    // Without blanks between words, what begins in the middle of a query is found as well.
    assertThat(version.index().fromLaterWord("运动鞋").popular().size()).isEqualTo(2);
    assertThat(version.manifest().provenance().dataWindow().source()).isEqualTo("samples samples");
    try (OneSug model = new OneSug(new BundledModel(version, 8), "rows", 8)) {
      assertThat(model.suggest(EvaluationRequest.anonymous("手机"), 16))
          .startsWith("手机壳")
          .contains("手机壳透明");
    }
  }

  private Path rows() throws IOException {
    return Files.write(
        folder.resolve("rows.tsv"), ROWS.stream().map(row -> row.replace('|', '\t')).toList());
  }
}
