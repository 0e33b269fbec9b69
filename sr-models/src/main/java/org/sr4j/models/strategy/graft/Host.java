package org.sr4j.models.strategy.graft;

import java.util.List;
import java.util.Set;
import org.sr4j.models.strategy.graft.structure.HostGraph;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * A user's network of one library.
 *
 * @param <G> that library's graph
 */
public interface Host<G> extends AutoCloseable {

  /** Its nodes, with the shapes that they have for {@link #picture()}. */
  HostGraph structure();

  MapShape picture();

  /** Which of these strategies have been grafted onto it before. */
  Set<String> grafted(List<String> ids);

  /**
   * Makes a changed copy, once; the network itself stays as it is.
   *
   * @param steps in the order of {@link Places#inOrder}
   */
  G graft(List<ChosenStrategy> strategies, List<Step> steps);

  /** Frees what was made for looking, but not a grafted copy. */
  @Override
  default void close() {}
}
