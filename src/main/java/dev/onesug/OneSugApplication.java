package dev.onesug;

import dev.onesug.training.pipeline.CommandLine;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;

/** Entry point of the jar: an offline command if the first argument names one, else the service. */
@SpringBootApplication(
    // Redis comes with the store of users that needs it, see UsersConfiguration.
    exclude = {
      DataRedisAutoConfiguration.class,
      DataRedisReactiveAutoConfiguration.class,
      DataRedisRepositoriesAutoConfiguration.class,
      DataRedisHealthContributorAutoConfiguration.class,
      DataRedisReactiveHealthContributorAutoConfiguration.class,
      DataWebAutoConfiguration.class
    })
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
