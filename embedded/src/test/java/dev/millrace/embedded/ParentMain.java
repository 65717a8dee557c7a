package dev.millrace.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A parent for tests to kill: starts a broker in the given folder and prints its process id. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        EmbeddedConfig config =
                EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), folder.resolve("data"), folder.resolve("logs"));
        System.out.println(EmbeddedKafka.start(config).pid());
        new CountDownLatch(1).await();
    }
}
