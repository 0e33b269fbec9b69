package org.sr4j.models.engine.nd4j;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sr4j.api.engine.NetworkGraph;

/**
 * Plans by graph, sizes and outputs; those used longest ago are closed when together they take more
 * memory than allowed.
 */
final class PlanCache implements AutoCloseable {

  /**
   * @param graph compared by identity
   * @param inputs names and shapes
   */
  record Key(Identity graph, Map<String, List<Long>> inputs, List<String> outputs) {

    Key(NetworkGraph graph, Map<String, List<Long>> inputs, List<String> outputs) {
      this(new Identity(graph), inputs, outputs);
    }
  }

  /** A graph as itself: to compare two by their contents would compare arrays. */
  record Identity(NetworkGraph graph) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Identity identity && identity.graph == graph;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(graph);
    }
  }

  private final long limit;
  private final Map<Key, ExecutionPlan> plans = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param limit bytes that plans may take while a further one is made
   */
  PlanCache(long limit) {
    this.limit = limit;
  }

  /** The plan of a key, made if there is none. */
  ExecutionPlan get(Key key, Supplier<ExecutionPlan> compile) {
    ExecutionPlan plan = plans.get(key);
    if (plan == null) {
      // Before the new one takes its memory: a picture of another size may need all there is.
      shrink();
      plan = compile.get();
      plans.put(key, plan);
    }
    return plan;
  }

  private void shrink() {
    long bytes = bytes();
    Iterator<ExecutionPlan> oldest = plans.values().iterator();
    while (bytes > limit) {
      ExecutionPlan plan = oldest.next();
      bytes -= plan.bytes();
      plan.close();
      oldest.remove();
    }
  }

  long bytes() {
    return plans.values().stream().mapToLong(ExecutionPlan::bytes).sum();
  }

  int size() {
    return plans.size();
  }

  /** Graphs that a plan is kept of. */
  List<NetworkGraph> graphs() {
    return plans.keySet().stream().map(key -> key.graph().graph()).toList();
  }

  @Override
  public void close() {
    plans.values().forEach(ExecutionPlan::close);
    plans.clear();
  }
}
