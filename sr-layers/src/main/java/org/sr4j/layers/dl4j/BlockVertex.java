package org.sr4j.layers.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A block at work as a vertex of a DL4J network; made by {@link SrVertex}.
 *
 * <p>It is a layer's vertex, though with several inputs, because DL4J counts, regularises and sets
 * the parameters of layers only: {@code fit} does nothing in a network whose parameters are all in
 * vertices of other kinds.
 */
@SuppressWarnings("overrides") // setInputs of DL4J: an array there, varargs in its interface
final class BlockVertex extends LayerVertex {

  private final BlockLayer block;

  BlockVertex(ComputationGraph graph, String name, int index, BlockLayer block, DataType type) {
    super(graph, name, index, block, null, false, type);
    this.block = block;
  }

  @Override
  public void setInput(int number, INDArray input, LayerWorkspaceMgr workspaces) {
    inputs[number] = input;
    if (number == 0) {
      block.setInput(input, workspaces);
    }
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    boolean frozen = getLayer() != block;
    return block.activate(List.of(inputs), training && !frozen, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    return block.backpropGradient(List.of(inputs), epsilon, workspaces);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    if (masks != null) {
      for (INDArray mask : masks) {
        block.feedForwardMaskArray(mask, state, minibatchSize);
      }
    }
    return new Pair<>(null, state);
  }

  @Override
  public String toString() {
    return "BlockVertex(" + vertexName + ": " + block.layerConf() + ")";
  }
}
