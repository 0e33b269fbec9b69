package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures several things in turn, one run of each to a round, so that whatever disturbs the
 * machine hits all of them alike.
 */
final class RoundRobin {

  /** Something whose runs are timed. */
  public interface Subject {
    void run();
  }

  private final Rounds rounds;

  public RoundRobin(Rounds rounds) {
    this.rounds = rounds;
  }

  /**
   * @return in the order of the subjects
   */
  public List<Timings> measure(List<? extends Subject> subjects) {
    subjects.forEach(this::warmUp);
    double[][] times = new double[subjects.size()][rounds.measured()];
    for (int round = 0; round < rounds.measured(); round++) {
      for (int i = 0; i < times.length; i++) {
        times[i][round] = milliseconds(subjects.get(i));
      }
    }
    List<Timings> all = new ArrayList<>();
    Arrays.stream(times).map(Timings::new).forEach(all::add);
    return all;
  }

  /**
   * Runs something unmeasured.
   *
   * @return how often
   */
  int warmUp(Subject subject) {
    double spent = 0;
    int runs = 0;
    while (runs < Rounds.LEAST_WARM_UP_RUNS || spent < rounds.warmUpSeconds() * 1e3) {
      spent += milliseconds(subject);
      runs++;
    }
    return runs;
  }

  private static double milliseconds(Subject subject) {
    long begin = System.nanoTime();
    subject.run();
    return (System.nanoTime() - begin) * 1e-6;
  }
}
