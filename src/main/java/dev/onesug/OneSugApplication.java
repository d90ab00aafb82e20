package dev.onesug;

import dev.onesug.training.pipeline.CommandLine;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the jar: an offline command if the first argument names one, else the service. */
@SpringBootApplication
public class OneSugApplication {
  public static void main(String[] args) {
    if (args.length > 0 && CommandLine.isCommand(args[0])) {
      System.exit(CommandLine.run(args));
    }
    boolean named = args.length > 0 && args[0].equals("serve");
    SpringApplication.run(
        OneSugApplication.class, named ? Arrays.copyOfRange(args, 1, args.length) : args);
  }
}
