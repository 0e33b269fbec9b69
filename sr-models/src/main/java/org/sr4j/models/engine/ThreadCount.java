package org.sr4j.models.engine;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/** How many threads an engine may take. */
public final class ThreadCount {

  private static final int MOST = 1024;

  private ThreadCount() {}

  /**
   * @throws OptionsException if it is out of range
   */
  public static void check(int threads) {
    if (threads < 1 || threads > MOST) {
      throw refused(Problem.cannot("set the number of threads"), threads);
    }
  }

  /**
   * What a system property says; all processors if there is none.
   *
   * @throws OptionsException if it is no number, or out of range
   */
  public static int ofProperty(String name) {
    String said = System.getProperty(name);
    if (said == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    Problem problem = Problem.cannot("set the number of threads").at(name);
    try {
      int threads = Integer.parseInt(said.strip());
      if (threads < 1 || threads > MOST) {
        throw refused(problem, threads);
      }
      return threads;
    } catch (NumberFormatException e) {
      throw refused(problem, '"' + said + '"');
    }
  }

  private static OptionsException refused(Problem problem, Object got) {
    return new OptionsException(problem.got(got).expected("1 to " + MOST));
  }
}
