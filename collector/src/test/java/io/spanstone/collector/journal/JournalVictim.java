package io.spanstone.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/**
 * A process that appends to a journal until it is killed, from several threads, and writes a line
 * to a file for each entry that was acknowledged.
 */
final class JournalVictim {
  private static final int APPENDERS_PER_SIGNAL = 2;
  private static final int MAX_PADDING = 3_000;

  private JournalVictim() {}

  static JournalSettings settings(Path directory) {
    return JournalSettings.defaults(directory)
        .withMinFreeDiskBytes(0)
        .withSegmentBytes(100_000)
        .withMaxAge(Duration.ofMillis(100));
  }

  /**
   * {@code args}: the directory, a name that no other victim has, and the file for what was
   * acknowledged. Prints a line when it begins.
   */
  public static void main(String[] args) throws IOException {
    FileOutputStream acknowledged = new FileOutputStream(args[2]);
    Journal journal =
        Journal.open(
            settings(Path.of(args[0])),
            InstantSource.system(),
            new SimpleMeterRegistry(),
            new Handovers());
    System.out.println("ready");
    for (Signal signal : Signal.values()) {
      for (int i = 0; i < APPENDERS_PER_SIGNAL; i++) {
        String appender = args[1] + "-" + signal + "-" + i;
        new Thread(() -> append(journal, signal, appender, acknowledged)).start();
      }
    }
  }

  private static void append(
      Journal journal, Signal signal, String appender, FileOutputStream acknowledged) {
    Random random = new Random(appender.hashCode());
    try {
      for (int i = 0; ; i++) {
        String entry = appender + "-" + i;
        String padding = ".".repeat(random.nextInt(MAX_PADDING));
        Slice payload = Slice.of((entry + padding).getBytes(UTF_8));
        journal.append(signal, EntryKind.REQUEST, payload, 1).join();
        acknowledged.write((entry + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
