package org.sr4j.layers.dl4j;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs a graph without control flow and gives every intermediate array back to an {@link ArrayPool}
 * after its last use. Nothing is remembered between runs.
 */
final class RecyclingSession extends InferenceSession {

  private final Map<String, INDArray> live = new HashMap<>();
  private final Map<INDArray, Integer> uses = new IdentityHashMap<>();
  private Set<String> wanted = Set.of();
  private ArrayPool pool;

  RecyclingSession(SameDiff graph) {
    super(graph);
  }

  /**
   * @param memory where all arrays come from; the results are valid until it is closed
   */
  Map<String, INDArray> run(
      Map<String, INDArray> placeholders, Set<String> outputs, ArrayPool memory) {
    pool = memory;
    wanted = outputs;
    setMmgr(memory);
    try {
      return output(
          List.copyOf(outputs), placeholders, null, Collections.emptySet(), null, At.defaultAt());
    } finally {
      live.clear();
      uses.clear();
      freedArrays.clear();
      nodeValueOutputs.clear();
      getArrayUseTracker().clear();
      pool = null;
    }
  }

  @Override
  public ExecutionResult getOutputs(
      Pair<SameDiffOp, OpContext> step,
      FrameIter frame,
      Set<VarId> inputs,
      Set<VarId> iterationInputs,
      Set<String> constants,
      List<Listener> listeners,
      At at,
      MultiDataSet batch,
      Set<String> required,
      Map<String, SDValue> otherPlaceholders) {
    ExecutionResult result =
        super.getOutputs(
            step,
            frame,
            inputs,
            iterationInputs,
            constants,
            listeners,
            at,
            batch,
            required,
            otherPlaceholders);
    SameDiffOp op = step.getFirst();
    List<String> names = op.getOutputsOfOp();
    for (int i = 0; i < result.numResults(); i++) {
      produced(names.get(i), result.resultOrValueAt(i, false));
    }
    for (String name : new HashSet<>(op.getInputsToOp())) {
      consumed(name);
    }
    return result;
  }

  private void produced(String name, INDArray array) {
    live.put(name, array);
    int count = readers(name) + (wanted.contains(name) ? 1 : 0);
    if (uses.merge(array, count, Integer::sum) == 0) {
      forget(name, array);
    }
  }

  private void consumed(String name) {
    INDArray array = live.get(name);
    // Placeholders, weights and constants are not live: they belong to others.
    if (array != null && uses.merge(array, -1, Integer::sum) == 0) {
      forget(name, array);
    }
  }

  private void forget(String name, INDArray array) {
    uses.remove(array);
    live.remove(name);
    pool.recycle(array);
  }

  private int readers(String name) {
    List<String> ops = sameDiff.getVariables().get(name).getInputsForOp();
    return ops == null ? 0 : (int) ops.stream().distinct().filter(subgraphOps::contains).count();
  }
}
