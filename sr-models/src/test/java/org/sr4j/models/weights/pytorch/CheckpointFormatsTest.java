package org.sr4j.models.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.models.weights.pickle.PickleBytes.protocol2;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.both;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.dictionary;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.legacy;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.storage;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.tensor;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.vector;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.zip;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.WeightsFiles;
import org.sr4j.models.weights.pickle.PickleBytes;
import org.sr4j.models.weights.pytorch.CheckpointBytes.Raw;

/** What checkpoints may look like, on files made by hand. */
class CheckpointFormatsTest {

  @TempDir Path folder;

  private static final Map<String, Raw> SIX = Map.of("0", Raw.floats(0, 1, 2, 3, 4, 5));

  private Weights read(byte[] file) throws IOException {
    return WeightsFiles.read(Files.write(folder.resolve("x"), file));
  }

  private static PickleBytes open(String name) {
    return protocol2().ops("}").text(name);
  }

  private static Tensor vectorOf(String name, float... values) {
    return new Tensor(name, new long[] {values.length}, values);
  }

  @Test
  void readsADictionary() throws IOException {
    for (byte[] file : both(dictionary("w", 6), SIX)) {
      assertThat(read(file).tensors()).containsExactly(vectorOf("w", 0, 1, 2, 3, 4, 5));
    }
  }

  @Test
  void readsViews() throws IOException {
    // The transposed 2x3 matrix; two rows of it; a scalar; an empty tensor.
    PickleBytes pickle = protocol2().ops("}(");
    tensor(pickle.text("t"), "FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3});
    tensor(pickle.text("rows"), "FloatStorage", "0", 6, 2, new int[] {2}, new int[] {3});
    tensor(pickle.text("end"), "FloatStorage", "0", 6, 4, new int[] {2}, new int[] {1});
    tensor(pickle.text("scalar"), "FloatStorage", "0", 6, 5, new int[0], new int[0]);
    tensor(pickle.text("empty"), "FloatStorage", "0", 6, 6, new int[] {0}, new int[] {1});
    for (byte[] file : both(pickle.ops("u").stop(), SIX)) {
      assertThat(read(file).tensors())
          .containsExactly(
              new Tensor("t", new long[] {3, 2}, new float[] {0, 3, 1, 4, 2, 5}),
              vectorOf("rows", 2, 5),
              vectorOf("end", 4, 5),
              new Tensor("scalar", new long[0], new float[] {5}),
              new Tensor("empty", new long[] {0}, new float[0]));
    }
  }

  @Test
  void readsStoragesThatAreViewsOfOthers() throws IOException {
    PickleBytes pickle = open("w").global("torch._utils", "_rebuild_tensor").ops("((");
    pickle.text("storage").global("torch", "FloatStorage").text("0").text("cpu").number(6);
    pickle.ops("(").text("view").number(2).number(3).ops("t").ops("tQ");
    byte[] value = pickle.number(1).tuple(2).tuple(1).ops("tRs").stop();

    assertThat(read(legacy(value, SIX)).tensors()).containsExactly(vectorOf("w", 3, 4));
  }

  @Test
  void readsParametersAndPython2Lists() throws IOException {
    // OrderedDict([["w", Parameter(tensor)]]) with sizes as lists.
    PickleBytes pickle = protocol2().global("collections", "OrderedDict").ops("](](");
    pickle.op('U', 1).ops("w").global("torch._utils", "_rebuild_parameter").ops("(");
    pickle.global("torch._utils", "_rebuild_tensor_v2").ops("(");
    storage(pickle, "FloatStorage", "0", 6).number(0).ops("]").number(6).ops("a");
    pickle.ops("]").number(1).ops("a").op(0x89).ops("NtR").op(0x88).ops("NtR").ops("ee");
    byte[] value = pickle.op(0x85).ops("R").stop();
    for (byte[] file : both(value, SIX)) {
      assertThat(read(file).tensors()).containsExactly(vectorOf("w", 0, 1, 2, 3, 4, 5));
    }
  }

  @Test
  void convertsOtherFloatingTypes() throws IOException {
    PickleBytes pickle = protocol2().ops("}(");
    vector(pickle.text("d"), "DoubleStorage", "d", 2);
    vector(pickle.text("h"), "HalfStorage", "h", 2);
    vector(pickle.text("b"), "BFloat16Storage", "b", 2);
    Map<String, Raw> storages = new LinkedHashMap<>();
    storages.put("d", Raw.doubles(0.1, -3));
    storages.put("h", Raw.shorts(0x3c00, 0xc000));
    storages.put("b", Raw.shorts(0x3f80, 0x4049));
    for (byte[] file : both(pickle.ops("u").stop(), storages)) {
      assertThat(read(file).tensors())
          .containsExactly(
              vectorOf("d", 0.1f, -3), vectorOf("h", 1, -2), vectorOf("b", 1, 3.140625f));
    }
  }

  @Test
  void readsBigEndianArchives() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("x/data.pkl", dictionary("w", 2));
    entries.put("x/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    entries.put("x/data/0", Raw.floats(ByteOrder.BIG_ENDIAN, 1, -2).bytes());

    assertThat(read(zip(entries, ZipEntry.STORED)).tensors()).containsExactly(vectorOf("w", 1, -2));
  }

  @Test
  void skipsCountersAndValuesThatAreNoTensors() throws IOException {
    PickleBytes pickle = protocol2().ops("}(");
    vector(pickle.text("bn.num_batches_tracked"), "LongStorage", "n", 1);
    vector(pickle.text("w"), "FloatStorage", "0", 6);
    pickle.text("epoch").number(3).text("note").text("x").text("none").ops("N");
    Map<String, Raw> storages = new LinkedHashMap<>(SIX);
    storages.put("n", Raw.longs(9));
    for (byte[] file : both(pickle.ops("u").stop(), storages)) {
      assertThat(read(file).names()).containsExactly("w");
    }
  }

  @Test
  void prefersTheMovingAverage() throws IOException {
    PickleBytes pickle = protocol2().ops("}(").text("params").ops("}").text("w");
    vector(pickle, "FloatStorage", "raw", 1).ops("s").text("params_ema").ops("}").text("w");
    vector(pickle, "FloatStorage", "ema", 1).ops("s");
    Map<String, Raw> storages = new LinkedHashMap<>();
    storages.put("raw", Raw.floats(1));
    storages.put("ema", Raw.floats(2));
    for (byte[] file : both(pickle.ops("u").stop(), storages)) {
      Weights weights = read(file);
      assertThat(weights.tensors()).containsExactly(vectorOf("w", 2));
      assertThat(weights.metadata()).isEqualTo(Map.of(PyTorchCheckpoint.SOURCE, "params_ema"));
    }
  }

  @Test
  void findsTheStateInATrainingCheckpoint() throws IOException {
    for (String wrapper : new String[] {"state_dict", "model_state_dict", "net", "model"}) {
      PickleBytes pickle = protocol2().ops("}(").text("epoch").number(7).text("optimizer");
      vector(pickle.ops("}").number(0), "FloatStorage", "o", 1).ops("s");
      pickle.text("schedule").global("collections", "Counter").ops("}");
      pickle.op(0x85).ops("R");
      pickle.text("args").global("argparse", "Namespace").op(')', 0x81, '}');
      pickle.text("lr").number(1).ops("sb");
      pickle.text("state").global("collections", "defaultdict").global("builtins", "dict");
      pickle.op(0x85).ops("R").number(0).ops("}s");
      pickle.text("best").global("numpy.core.multiarray", "scalar").ops(")R");
      pickle.text(wrapper).ops("}").text("params").ops("}").text("module.w");
      vector(pickle, "FloatStorage", "0", 6).ops("ss");
      Map<String, Raw> storages = new LinkedHashMap<>(SIX);
      storages.put("o", Raw.floats(Float.NaN)); // never read
      for (byte[] file : both(pickle.ops("u").stop(), storages)) {
        Weights weights = read(file);
        assertThat(weights.names()).containsExactly("w");
        assertThat(weights.metadata()).containsEntry(PyTorchCheckpoint.SOURCE, wrapper + ".params");
      }
    }
  }

  @Test
  void removesAPrefixOnlyIfAllNamesHaveIt() throws IOException {
    PickleBytes pickle = protocol2().ops("}(");
    vector(pickle.text("module.w"), "FloatStorage", "0", 6);
    vector(pickle.text("v"), "FloatStorage", "0", 6);
    for (byte[] file : both(pickle.ops("u").stop(), SIX)) {
      assertThat(read(file).names()).containsExactly("module.w", "v");
    }
    for (byte[] file : both(dictionary("module._orig_mod.module.w", 6), SIX)) {
      assertThat(read(file).names()).containsExactly("w");
    }
  }
}
