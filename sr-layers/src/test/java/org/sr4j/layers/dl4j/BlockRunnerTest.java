package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(WithToys.class)
class BlockRunnerTest {

  private static final String OPTIONS = "{\"in\":4,\"out\":4}";

  @Test
  void repeatedPassesLeaveNoNativeMemoryBehind() {
    Block block = Block.ofLayer("toy-twice", OPTIONS);
    BlockSignatures signatures = new BlockSignatures(block);
    BlockSignature signature = signatures.declared();
    BlockRunner runner = new BlockRunner(signatures, "twice", DataType.FLOAT);
    Map<String, INDArray> parameters = arrays(signature);
    Map<String, INDArray> gradients = arrays(signature);
    InitialValues.assign(block, parameters);
    runner.bind(parameters);
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 4, 64, 64);
    INDArray epsilon = Nd4j.ones(DataType.FLOAT, 1, 4, 64, 64);

    pass(runner, x, epsilon, gradients);
    long before = bytes();
    for (int i = 0; i < 20; i++) {
      pass(runner, x, epsilon, gradients);
    }
    // A feature map has 64 KiB and a pass makes about 20: one of them kept by each pass would show.
    assertThat(bytes() - before).isLessThan(10 * 64 * 1024);
  }

  @Test
  void graphsOfManySizesComeAndGo() {
    Block block = Block.ofLayer("toy-sized", OPTIONS);
    BlockSignatures signatures = new BlockSignatures(block);
    BlockRunner runner = new BlockRunner(signatures, "sized", DataType.FLOAT);
    Map<String, INDArray> parameters = arrays(signatures.declared());
    InitialValues.assign(block, parameters);
    // A kernel of zeros leaves the bias, which the toy multiplies by height + width / 10.
    parameters.get("conv.weight").assign(0);
    parameters.get("conv.bias").assign(1);
    runner.bind(parameters);
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    for (int round = 0; round < 2; round++) {
      for (int height = 4; height < 16; height++) {
        INDArray x = Nd4j.rand(DataType.FLOAT, 1, 4, height, 5);
        INDArray y = runner.forward(false, List.of(x), none);
        assertThat(y.getFloat(0, 0, 0, 0)).isEqualTo(height + 0.5f);
      }
    }
    runner.close();
  }

  private static void pass(
      BlockRunner runner, INDArray x, INDArray epsilon, Map<String, INDArray> gradients) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    runner.forward(true, List.of(x), none).close();
    runner.forward(false, List.of(x), none).close();
    runner.backward(List.of(x), epsilon, gradients, none)[0].close();
  }

  private static long bytes() {
    return AllocationsTracker.getInstance().bytesOnDevice(AllocationKind.GENERAL, 0);
  }

  private static Map<String, INDArray> arrays(BlockSignature signature) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (ParameterSlot slot : signature.parameters()) {
      arrays.put(slot.key(), Nd4j.zeros(DataType.FLOAT, slot.shape()));
    }
    return arrays;
  }
}
