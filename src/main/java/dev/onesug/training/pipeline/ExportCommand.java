package dev.onesug.training.pipeline;

import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes the encoder-decoder out of a version, for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes the encoder-decoder of a published version and its tokenizer as a checkpoint folder"
            + " of Hugging Face's BART.")
final class ExportCommand implements Callable<Integer> {
  @Option(names = "--version-folder", required = true, description = "for example models/demo")
  private Path version = Path.of("");

  @Option(
      names = "--out",
      required = true,
      description = "folder of the checkpoint; files of its names that stand there are replaced")
  private Path out = Path.of("");

  @Option(
      names = "--program",
      description = "also the TorchScript program that computes with it, for plain PyTorch")
  private boolean withProgram;

  @Override
  public Integer call() throws IOException {
    Manifest.verified(version);
    Path seq2seq = Parts.ofVersion(version).seq2seq();
    new HuggingFaceFolder(out).write(seq2seq);
    if (withProgram) {
      Seq2SeqModel.writeProgram(out, Seq2SeqConfig.read(seq2seq.resolve("config.json")));
    }
    System.out.println(out);
    return 0;
  }
}
