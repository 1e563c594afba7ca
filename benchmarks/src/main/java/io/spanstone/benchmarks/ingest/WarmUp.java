package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.util.Map;

/**
 * Rounds that do not count, until the compilers of a subject have little left to do. Who is not
 * there after a time that is the same for all, begins as it is.
 */
public final class WarmUp {
  private static final double MAX_CPU_SECONDS = 100;

  /** Of a round's CPU time; with less than that two times running, a subject is warm. */
  private static final double WARM_COMPILER_SHARE = 0.1;

  private static final int WARM_ROUNDS = 2;

  private final Map<String, ProcessHandle> processes;
  private final double cpuSecondsBefore;
  private double cpuSeconds;
  private double compilerSeconds;
  private int warmRounds;
  private long records;

  private WarmUp(Map<String, ProcessHandle> processes) throws IOException {
    this.processes = processes;
    this.cpuSeconds = total(CpuTime.seconds(processes));
    this.cpuSecondsBefore = cpuSeconds;
    this.compilerSeconds = total(CompilerTime.seconds(processes));
  }

  /** Sends something, and waits until the subject has nothing left to do. */
  public interface Round {
    /** How many records the subject has stored, or requests it has answered. */
    long run() throws IOException, InterruptedException;
  }

  /**
   * Runs rounds until the subject is warm, or has done {@code maxRecords}.
   *
   * @return how many records it has stored, or requests it has answered
   */
  public static long run(
      String name, Map<String, ProcessHandle> processes, long maxRecords, Round round)
      throws IOException, InterruptedException {
    WarmUp warmUp = new WarmUp(processes);
    while (warmUp.isWanted() && warmUp.records < maxRecords) {
      warmUp.run(round);
    }
    System.err.printf(
        "%s: warmed up with %d records or requests in %.0f s of CPU%n",
        name, warmUp.records, warmUp.cpuSeconds - warmUp.cpuSecondsBefore);
    return warmUp.records;
  }

  private boolean isWanted() {
    return warmRounds < WARM_ROUNDS && cpuSeconds - cpuSecondsBefore < MAX_CPU_SECONDS;
  }

  private void run(Round round) throws IOException, InterruptedException {
    records += round.run();
    double cpu = total(CpuTime.seconds(processes));
    double compilers = total(CompilerTime.seconds(processes));
    double share = (compilers - compilerSeconds) / (cpu - cpuSeconds);
    warmRounds = share < WARM_COMPILER_SHARE ? warmRounds + 1 : 0;
    cpuSeconds = cpu;
    compilerSeconds = compilers;
  }

  private static double total(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
