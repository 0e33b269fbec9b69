package org.sr4j.models.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.Safetensors;
import org.sr4j.models.weights.WeightsFiles;

/**
 * Files that the papers' authors published. The digests cover every name, shape and value; they
 * were computed with Python's own pickle and zipfile modules and NumPy.
 */
class OfficialCheckpointsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          CARN/carn_m.pth,                58, 414811, 8b8c1464fd906cb7, '',         sub_mean.shifter.weight
          IMDN/IMDN_x2.pth,               92, 694404, 470193caca55a753, '',         fea_conv.weight
          IMDN/IMDN_x4.pth,               92, 715176, 8e8043045d27d681, '',         fea_conv.weight
          LESRCNN/lesrcnn_x2.pth,         28, 626328, 01ffc94a1756af7f, '',         sub_mean.shifter.weight
          LESRCNN/lesrcnn_x4.pth,         30, 774040, 2ce981cc3761acdf, '',         sub_mean.shifter.weight
          LKDN/LKDN_x2.pth,              250, 303812, b5bff04a5f0acdc2, params_ema, fea_conv.pw.weight
          LKDN/LKDN_x4.pth,              250, 321992, a00e182907ffa98c, params_ema, fea_conv.pw.weight
          RFDN/RFDN_AIM.pth,             128, 433448, 221474c668185db9, '',         fea_conv.weight
          RT4KSR/rt4ksr_x2.pth,           51, 152233, 16d0001872289068, state_dict, gamma
          s-LWSR/s-lwsr32_x4_epoch1.pt,  125, 571131, 88768a3058551597, '',         sub_mean.weight
          """)
  void readsEveryValue(
      String file, int tensors, long elements, String digest, String source, String first)
      throws Exception {
    Weights weights = WeightsFiles.read(SharedData.data("checkpoints").resolve(file));

    assertThat(weights.names()).hasSize(tensors).startsWith(first);
    assertThat(weights.elements()).isEqualTo(elements);
    assertThat(weights.metadata().getOrDefault(PyTorchCheckpoint.SOURCE, "")).isEqualTo(source);
    assertThat(digest(weights)).startsWith(digest);
  }

  @ParameterizedTest
  @CsvSource({"IMDN/IMDN_x2.pth", "LKDN/LKDN_x2.pth"})
  void becomesSafetensorsOfTheSameValues(String name, @TempDir Path folder) {
    Weights weights = WeightsFiles.read(SharedData.data("checkpoints").resolve(name));
    Path file = folder.resolve("converted.pth"); // the content counts, not the name
    Safetensors.write(weights, file);

    assertThat(WeightsFiles.read(file).tensors()).containsExactlyElementsOf(weights.tensors());
  }

  private static String digest(Weights weights) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (Tensor tensor : weights.tensors()) {
      sha256.update(tensor.name().getBytes(StandardCharsets.UTF_8));
      sha256.update(Arrays.toString(tensor.shape()).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes =
          ByteBuffer.allocate(tensor.data().length * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.data());
      sha256.update(bytes.array());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
