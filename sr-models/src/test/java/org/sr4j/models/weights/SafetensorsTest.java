package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sr4j.models.weights.SafetensorsBytes.doubles;
import static org.sr4j.models.weights.SafetensorsBytes.entry;
import static org.sr4j.models.weights.SafetensorsBytes.file;
import static org.sr4j.models.weights.SafetensorsBytes.floats;
import static org.sr4j.models.weights.SafetensorsBytes.shorts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

class SafetensorsTest {

  @TempDir Path folder;

  private static final Weights SMALL =
      Weights.of(
          List.of(
              new Tensor("conv.weight", new long[] {2, 1, 1, 2}, new float[] {1, -2, 3.5f, 1e-38f}),
              new Tensor("conv.bias", new long[] {2}, new float[] {0.25f, -0f}),
              new Tensor("alpha", new long[0], new float[] {7}),
              new Tensor("nothing", new long[] {0, 3}, new float[0])),
          Map.of("sr4j.model", "größe \"x\"", "a", "b"));

  @Test
  void readsWhatItWrote() {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(SMALL, file);

    Weights read = Safetensors.read(file);

    assertThat(read.tensors()).containsExactlyElementsOf(SMALL.tensors());
    assertThat(read.metadata()).isEqualTo(SMALL.metadata());
    assertThat(folder).isDirectoryContaining(f -> f.equals(file));
    assertThat(folder.toFile().list()).as("no temporary file is left").hasSize(1);
  }

  @Test
  void readsTensorsLargerThanItsBuffer() {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.5f;
    }
    Tensor large = new Tensor("w", new long[] {values.length}, values);
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(Weights.of(List.of(large, large.withName("v")), Map.of()), file);

    assertThat(Safetensors.read(file).tensors()).containsExactly(large, large.withName("v"));
  }

  @Test
  void equalWeightsGiveEqualBytesWhoseDataAreAligned() throws IOException {
    Path one = folder.resolve("1");
    Path two = folder.resolve("2");
    Safetensors.write(SMALL, one);
    // The same metadata in the other order.
    Safetensors.write(SMALL.withMetadata(new java.util.TreeMap<>(SMALL.metadata())), two);

    byte[] bytes = Files.readAllBytes(one);

    assertThat(bytes).isEqualTo(Files.readAllBytes(two));
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(bytes, 8, (int) header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"a\":\"b\",\"sr4j.model\":\"größe \\\"x\\\"\"},"
                + entry("conv.weight", "F32", "2,1,1,2", "0,16")
                + ","
                + entry("conv.bias", "F32", "2", "16,24")
                + ","
                + entry("alpha", "F32", "", "24,28")
                + ","
                + entry("nothing", "F32", "0,3", "28,28")
                + "}");
    assertThat(bytes.length).isEqualTo(8 + header + 28);
  }

  @Test
  void readsWhatPyTorchWroteAsAnIndependentReaderDoes() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.golden("networks"))) {
      List<Path> all = files.filter(f -> f.toString().endsWith(".safetensors")).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(Safetensors.read(file).tensors())
            .as(file.toString())
            .containsExactlyElementsOf(GoldenCase.safetensors(file).tensors());
      }
    }
  }

  @Test
  void convertsHalfPrecision() {
    // 1, -2, largest 65504, smallest normal 2^-14, smallest subnormal 2^-24, -0, 1/3 rounded.
    byte[] data = shorts(0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0x3555);

    assertThat(values("F16", "7", data))
        .containsExactly(1, -2, 65504, 0x1p-14f, 0x1p-24f, -0f, 0.333251953125f);
  }

  @Test
  void convertsBrainFloats() {
    assertThat(values("BF16", "3", shorts(0x3f80, 0xc000, 0x4049)))
        .containsExactly(1, -2, 3.140625f);
  }

  @Test
  void roundsDoubles() {
    assertThat(values("F64", "2", doubles(0.1, -1e-300))).containsExactly(0.1f, -0f);
  }

  @Test
  void readsTensorsThatLieInAnotherOrderThanTheHeaderNamesThem() {
    String header = "{" + entry("b", "F32", "1", "4,8") + "," + entry("a", "F32", "1", "0,4") + "}";

    Weights weights = Safetensors.read(file(header, floats(1, 2)), "test");

    assertThat(weights.names()).containsExactly("b", "a");
    assertThat(weights.tensor("b").orElseThrow().data()).containsExactly(2);
    assertThat(weights.tensor("a").orElseThrow().data()).containsExactly(1);
  }

  @Test
  void skipsTheCountersOfBatchNormalisation() {
    String header =
        "{"
            + entry("bn.num_batches_tracked", "I64", "", "0,8")
            + ","
            + entry("bn.weight", "F32", "1", "8,12")
            + "}";
    byte[] data = new byte[12];
    System.arraycopy(floats(5), 0, data, 8, 4);

    assertThat(Safetensors.read(file(header, data), "test").names()).containsExactly("bn.weight");
  }

  @Test
  void readsStreams() {
    byte[] file = file("{" + entry("a", "F32", "1", "0,4") + "}", floats(3));

    Weights weights = Safetensors.read(new ByteArrayInputStream(file), "a stream");

    assertThat(weights.tensor("a").orElseThrow().data()).containsExactly(3);
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
        .isInstanceOf(WeightsException.class)
        .hasMessageMatching(
            "Cannot read the weights \\[.*none.safetensors]: got no such file or folder\\.");
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertThatThrownBy(() -> Safetensors.read(folder)).isInstanceOf(WeightsException.class);
  }

  @Test
  void doesNotWriteIntoAFolderThatIsMissing() {
    assertThatThrownBy(() -> Safetensors.write(SMALL, folder.resolve("none/x.safetensors")))
        .isInstanceOf(WeightsException.class)
        .hasMessageMatching("Cannot write the weights \\[.*]: got no such file or folder\\..*");
  }

  @Test
  void aFailedWriteLeavesTheOlderFileAndNothingElse() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("x.safetensors/inside"));

    assertThatThrownBy(() -> Safetensors.write(SMALL, occupied.getParent()))
        .isInstanceOf(WeightsException.class);

    assertThat(occupied).isDirectory();
    assertThat(folder.toFile().list()).containsExactly("x.safetensors");
  }

  @Test
  void doesNotWriteWhatItWouldNotRead() {
    Path file = folder.resolve("x");
    Tensor nan = new Tensor("w", new long[] {2}, new float[] {0, Float.NaN});
    Tensor reserved = new Tensor("__metadata__", new long[] {1}, new float[1]);

    assertThatThrownBy(() -> Safetensors.write(Weights.of(List.of(nan), Map.of()), file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("got NaN at index 1 of w[2], expected finite floats");
    assertThatThrownBy(() -> Safetensors.write(Weights.of(List.of(reserved), Map.of()), file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("a tensor named __metadata__");
    assertThat(file).doesNotExist();
  }

  private static float[] values(String dtype, String shape, byte[] data) {
    String header = "{" + entry("w", dtype, shape, "0," + data.length) + "}";
    return Safetensors.read(file(header, data), "test").tensor("w").orElseThrow().data();
  }
}
