package org.sr4j.models.program.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sr4j.models.program.onnx.OnnxFixture.attribute;
import static org.sr4j.models.program.onnx.OnnxFixture.list;

import java.util.Arrays;
import onnx.Onnx.AttributeProto;
import org.junit.jupiter.api.Test;
import org.sr4j.api.engine.Session;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.onnx.OnnxRuntimeRun;
import org.sr4j.models.engine.vector.VectorEngine;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.tiling.TiledInference;

/**
 * Networks of operators that none of the registry has, on the engine {@code vector} and in tiles.
 */
class ReadNetworksTest {

  /** As between engines. */
  private static final float TOLERANCE = 1e-4f;

  private static final AttributeProto PADS = list("pads", 1, 1, 1, 1);

  /** Statistics of the whole picture, spread over it again. */
  @Test
  void instanceStatisticsAreExactInTiles() {
    byte[] file =
        OnnxFixture.of(-1, 3, -1, -1)
            .weight("w1", 8, 3, 3, 3)
            .weight("w2", 12, 16, 3, 3)
            .weight("g", 8)
            .weight("b", 8)
            .node("Conv", "x w1", "f", PADS)
            .node("InstanceNormalization", "f g b", "n")
            .node("Relu", "n", "r")
            .node("Shape", "r", "s")
            .node("GlobalAveragePool", "r", "m")
            .node("Expand", "m s", "e")
            .node("Concat", "r e", "c", attribute("axis", 1L))
            .node("Conv", "c w2", "d", PADS)
            .node("DepthToSpace", "d", "y", attribute("blocksize", 2L), attribute("mode", "CRD"))
            .output("y")
            .bytes();

    check(file, TilingPolicy.GLOBAL_MEANS);
  }

  /** Written by PyTorch as reshape, instance normalisation, reshape. */
  @Test
  void groupStatisticsAreExactInTiles() {
    byte[] file =
        OnnxFixture.of(-1, 3, -1, -1)
            .weight("w1", 8, 3, 3, 3)
            .weight("w2", 12, 8, 3, 3)
            .integers("groups", 0, 4, -1)
            .floats("one", 1, 1, 1, 1)
            .floats("zero", 0, 0, 0, 0)
            .node("Conv", "x w1", "f", PADS)
            .node("Shape", "f", "s")
            .node("Reshape", "f groups", "r")
            .node("InstanceNormalization", "r one zero", "n")
            .node("Reshape", "n s", "m")
            .node("Conv", "m w2", "d", PADS)
            .node("DepthToSpace", "d", "y", attribute("blocksize", 2L), attribute("mode", "CRD"))
            .output("y")
            .bytes();

    check(file, TilingPolicy.GLOBAL_MEANS);
  }

  /** What a transformer's layer does between two transpositions. */
  @Test
  void layerStatisticsNeedTheWholePicture() {
    byte[] file =
        OnnxFixture.of(-1, 3, -1, -1)
            .weight("w1", 8, 3, 3, 3)
            .weight("w2", 12, 8, 3, 3)
            .weight("m", 8, 8)
            .weight("g", 8)
            .weight("b", 8)
            .node("Conv", "x w1", "f", PADS)
            .node("Transpose", "f", "t", list("perm", 0, 2, 3, 1))
            .node("LayerNormalization", "t g b", "n")
            .node("MatMul", "n m", "p")
            .node("Transpose", "p", "u", list("perm", 0, 3, 1, 2))
            .node("Add", "u f", "a")
            .node("Conv", "a w2", "d", PADS)
            .node("DepthToSpace", "d", "y", attribute("blocksize", 2L), attribute("mode", "CRD"))
            .output("y")
            .bytes();

    check(file, TilingPolicy.WHOLE);
  }

  /** A quarter of the pixels goes through the network. */
  @Test
  void stepsAreExactInTiles() {
    byte[] file =
        OnnxFixture.of(-1, 3, -1, -1)
            .weight("w1", 48, 3, 3, 3)
            .integers("zero", 0, 0)
            .integers("end", Long.MAX_VALUE, Long.MAX_VALUE)
            .integers("axes", 2, 3)
            .integers("steps", 2, 2)
            .node("Slice", "x zero end axes steps", "h")
            .node("Conv", "h w1", "d", PADS)
            .node("DepthToSpace", "d", "y", attribute("blocksize", 4L), attribute("mode", "CRD"))
            .output("y")
            .bytes();

    check(file, TilingPolicy.LOCAL);
  }

  private static void check(byte[] file, TilingPolicy policy) {
    LoadedNetwork network = LoadedNetwork.of(OnnxReader.read(file, "net.onnx"), "net.onnx");
    int width = 34;
    int height = 26;
    Tensor x = OnnxRuntimeRun.noise("x", 1, 3, height, width);
    float[] expected = OnnxRuntimeRun.run(file, x).data();
    assertThat(network.scale()).isEqualTo(2);
    assertThat(network.descriptor().tiling()).isEqualTo(policy);
    try (Session session = new VectorEngine(VectorOptions.defaults()).open(network)) {
      for (int tile : policy == TilingPolicy.WHOLE ? new int[] {0} : new int[] {0, 8}) {
        float[][] got = new TiledInference(network, session, tile).run(planes(x), width, height);
        for (int c = 0; c < got.length; c++) {
          float[] plane = Arrays.copyOfRange(expected, c * got[c].length, (c + 1) * got[c].length);
          assertThat(got[c]).as("tiles of %d", tile).containsExactly(plane, within(TOLERANCE));
        }
      }
    }
  }

  private static float[][] planes(Tensor x) {
    int length = x.data().length / 3;
    float[][] planes = new float[3][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = Arrays.copyOfRange(x.data(), c * length, (c + 1) * length);
    }
    return planes;
  }
}
