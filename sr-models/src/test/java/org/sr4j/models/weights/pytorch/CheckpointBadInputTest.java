package org.sr4j.models.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sr4j.models.weights.pickle.PickleBytes.protocol2;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.both;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.dictionary;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.legacy;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.tensor;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.vector;
import static org.sr4j.models.weights.pytorch.CheckpointBytes.zip;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.WeightsException;
import org.sr4j.models.weights.WeightsFiles;
import org.sr4j.models.weights.pickle.PickleBytes;
import org.sr4j.models.weights.pytorch.CheckpointBytes.Raw;

/** What checkpoints must not be; every file of this class is malformed or hostile. */
class CheckpointBadInputTest {

  @TempDir Path folder;

  private static final Map<String, Raw> TWO = Map.of("0", Raw.floats(1, 2));

  private void assertRefused(byte[] file, String... messages) throws IOException {
    Path path = Files.write(folder.resolve("x.pth"), file);
    assertThatThrownBy(() -> WeightsFiles.read(path))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("Cannot read the weights [" + path + "]: got ")
        .hasMessageContainingAll(messages);
  }

  private void assertRefused(PickleBytes pickle, String message) throws IOException {
    for (byte[] file : both(pickle.stop(), Map.of())) {
      assertRefused(file, message);
    }
  }

  @Test
  void runsNothingAndNamesWhatAskedToRun() throws IOException {
    Path witness = folder.resolve("witness");
    String command = "touch " + witness;
    assertRefused(
        protocol2().global("os", "system").ops("(").text(command).ops("tR"),
        "a pickle that asks for the forbidden os.system, expected tensors and plain containers;"
            + " nothing was run.");
    assertRefused(
        protocol2().text("posix").text("system").op(0x93).ops("(").text(command).ops("tR"),
        "the forbidden posix.system");
    assertRefused(
        protocol2().ops("(").text(command).ops("ios\nsystem\n"), "the forbidden os.system");
    assertRefused(
        protocol2().global("builtins", "eval").ops("(").text("1").ops("tR"),
        "the forbidden builtins.eval");
    // A whole network, as torch.save(model) writes it.
    assertRefused(protocol2().global("vdsr", "Net").ops(")").op(0x81), "the forbidden vdsr.Net");
    // Attributes of an allowed name are not allowed.
    assertRefused(
        protocol2().text("collections").text("OrderedDict.fromkeys").op(0x93),
        "the forbidden collections.OrderedDict.fromkeys");
    assertThat(witness).doesNotExist();
  }

  @Test
  void refusesCodeInEveryPickleOfALegacyFile() throws IOException {
    byte[] hostile = protocol2().global("os", "system").ops(")R").stop();
    assertRefused(hostile, "the forbidden os.system");
    byte[] good = legacy(dictionary("w", 2), TWO);
    // The pickles of a legacy file end at these bytes; each is replaced in turn.
    byte[] magic = Arrays.copyOf(good, 15);
    byte[] version = Arrays.copyOfRange(good, 15, 21);
    assertRefused(new PickleBytes().bytes(magic).bytes(hostile).unfinished(), "os.system");
    assertRefused(
        new PickleBytes().bytes(magic).bytes(version).bytes(hostile).unfinished(), "os.system");
    assertRefused(legacy(hostile, TWO), "os.system");
  }

  @Test
  void callsOfDataAreNoCalls() throws IOException {
    assertRefused(protocol2().number(1).ops(")R"), "a call of something that is no function");
    assertRefused(
        protocol2().global("torch", "FloatStorage").ops(")R"),
        "a call of something that is no function");
    assertRefused(
        protocol2().global("torch._utils", "_rebuild_tensor_v2").tuple(1, 2, 3, 4).ops("R"),
        "a tensor that is not made of storage, offset, sizes, strides");
    assertRefused(
        protocol2().global("torch._utils", "_rebuild_parameter").ops(")R"),
        "a parameter that is no tensor");
    assertRefused(
        protocol2().global("collections", "OrderedDict").tuple(1).ops("R"),
        "an ordered dictionary that is not made of pairs");
    assertRefused(protocol2().tuple(1).ops("Q"), "something that is no storage");
  }

  @Test
  void refusesTensorsThatLeaveTheirStorage() throws IOException {
    int[][][] wrong = {
      {{3}, {1}, {0}},
      {{2}, {1}, {1}},
      {{2}, {2}, {0}},
      {{-1}, {1}, {0}},
      {{1}, {1}, {-1}},
      {{2}, {-1}, {1}},
      {{1, 1}, {1}, {0}},
      {{Integer.MAX_VALUE, Integer.MAX_VALUE, 4}, {0, 0, 0}, {0}},
      {{2}, {Integer.MAX_VALUE}, {0}},
    };
    for (int[][] t : wrong) {
      PickleBytes pickle = protocol2().ops("}").text("w");
      assertRefused(
          tensor(pickle, "FloatStorage", "0", 2, t[2][0], t[0], t[1]).ops("s"),
          "a tensor of sizes " + Arrays.toString(t[0]));
    }
  }

  @Test
  void refusesATensorThatRepeatsItsStorage() throws IOException {
    PickleBytes pickle = protocol2().ops("}").text("w");

    assertRefused(
        tensor(pickle, "FloatStorage", "0", 2, 0, new int[] {1 << 20}, new int[] {0}).ops("s"),
        "expected a tensor that lies within its storage");
  }

  @Test
  void refusesManyTensorsThatShareOneStorage() throws IOException {
    PickleBytes pickle = protocol2().ops("}(");
    vector(pickle.text("w"), "FloatStorage", "0", 100_000).op('q', 0);
    for (int i = 0; i < 100; i++) {
      pickle.text("w" + i).op('h', 0);
    }
    Map<String, Raw> storages = Map.of("0", Raw.floats(new float[100_000]));
    for (byte[] file : both(pickle.ops("u").stop(), storages)) {
      assertRefused(file, "tensors of more than 16 times the size of the file");
    }
  }

  @Test
  void refusesToCopyOneListIntoManyDictionaries() throws IOException {
    PickleBytes pickle = protocol2().ops("](");
    for (int i = 0; i < 2000; i++) {
      pickle.tuple(i, i);
    }
    pickle.ops("e").op(0x85, 'q', 0).ops("0").global("collections", "OrderedDict");
    pickle.op('q', 1).ops("0](");
    for (int i = 0; i < 1000; i++) {
      pickle.op('h', 1, 'h', 0, 'R');
    }
    assertRefused(pickle.ops("e"), "ordered dictionaries of more than 1048576 pairs");
  }

  @Test
  void refusesStoragesThatTheFileDoesNotHold() throws IOException {
    byte[] claims = dictionary("w", 1 << 28);

    assertRefused(legacy(claims, TWO), "the end of the file in storage 0");
    assertRefused(zip(claims, TWO), "more than 16 times the size of the file");
    assertRefused(zip(dictionary("w", 3), TWO), "storage 0 of 8 bytes, expected 12 bytes");
    assertRefused(legacy(dictionary("w", 2), Map.of()), "no data of storage 0");
    assertRefused(zip(dictionary("w", 2), Map.of()), "no data of storage 0");
    assertRefused(
        legacy(dictionary("w", 2), Map.of("0", new Raw(3, new byte[8]))),
        "3 elements in storage 0, expected 2");
    assertRefused(
        legacy(dictionary("w", 2), Map.of("1", Raw.floats(1, 2))),
        "a storage that no tensor names");
    byte[] good = legacy(dictionary("w", 2), TWO);
    assertRefused(Arrays.copyOf(good, good.length + 3), "3 bytes after the last storage");
  }

  @Test
  void refusesValuesThatAreNotFinite() throws IOException {
    for (byte[] file : both(dictionary("w", 2), Map.of("0", Raw.floats(0, Float.NaN)))) {
      assertRefused(file, "NaN at index 1 of w[2], expected finite floats");
    }
  }

  @Test
  void refusesWholeNumbers() throws IOException {
    byte[] value = vector(protocol2().ops("}").text("w"), "LongStorage", "0", 1).ops("s").stop();
    for (byte[] file : both(value, Map.of("0", Raw.longs(5)))) {
      assertRefused(file, "w of whole numbers (I64), expected floating-point weights");
    }
  }

  @Test
  void refusesValuesThatAreNoStateDict() throws IOException {
    assertRefused(protocol2().number(3), "a checkpoint whose value is no dictionary");
    assertRefused(protocol2().ops("}"), "no tensors, but the keys []");
    assertRefused(
        protocol2().ops("}(").text("epoch").ops("N").text("lr").ops("Nu"),
        "no tensors, but the keys [epoch, lr], expected a state dict");
    assertRefused(protocol2().ops("}").text("state_dict").ops("}s"), "no tensors under state_dict");
    assertRefused(
        vector(protocol2().ops("}").number(1), "FloatStorage", "0", 2).ops("s"),
        "a tensor whose name is no text");
    assertRefused(
        vector(protocol2().ops("}(").text("w"), "FloatStorage", "0", 2).text("more").ops("}u"),
        "tensors beside dictionaries: [w, more]");
    PickleBytes twice = vector(protocol2().ops("}(").text("w"), "FloatStorage", "0", 2);
    assertRefused(vector(twice.text("w"), "FloatStorage", "0", 2).ops("u"), "two entries named w");
    PickleBytes nested = protocol2();
    for (int i = 0; i < 5; i++) {
      nested.ops("}").text("params");
    }
    assertRefused(nested.ops("Nsssss"), "dictionaries within dictionaries");
    // A dictionary that contains itself.
    assertRefused(
        protocol2().ops("}").op('q', 0).text("params").op('h', 0).ops("s"),
        "dictionaries within dictionaries");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertRefused(new byte[0], "an empty file, expected safetensors or a PyTorch checkpoint");
    assertRefused(
        new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "a file that begins with 89 50 4e 47, expected");
    assertRefused(
        new byte[] {8, 8, 58, 0},
        "an ONNX file, which holds a program instead of a network's weights, expected safetensors");
    assertRefused(protocol2().number(1).stop(), "a pickle that is no checkpoint");
    byte[] good = legacy(dictionary("w", 2), TWO);
    good[18] ^= 1; // the version
    assertRefused(good, "another version of the legacy format, expected version 1001");
    assertRefused(
        zip(Map.of("readme.txt", new byte[3]), ZipEntry.STORED), "a zip archive with no data.pkl");
    assertRefused(
        zip(Map.of("a/data.pkl", new byte[3], "b/data.pkl", new byte[3]), ZipEntry.STORED),
        "a zip archive with two data.pkl");
    assertRefused(
        zip(
            Map.of("a/data.pkl", dictionary("w", 2), "a/byteorder", new byte[] {'x'}),
            ZipEntry.STORED),
        "byte order x, expected little or big");
  }

  @Test
  void refusesCompressedEntries() throws IOException {
    Map<String, byte[]> bomb = new LinkedHashMap<>();
    bomb.put("a/data.pkl", dictionary("w", 1 << 24));
    bomb.put("a/data/0", new byte[1 << 26]);
    byte[] file = zip(bomb, ZipEntry.DEFLATED);
    assertThat(file.length).isLessThan(1 << 17);

    long allocated = allocatedBy(() -> assertRefused(file, "the compressed entry a/data.pkl"));

    assertThat(allocated).isLessThan(4 << 20);
  }

  @Test
  void aDeclaredHeaderOf100MegabytesTakesNoMemory() throws IOException {
    PickleBytes claim = protocol2().op('X').int32(100 << 20);
    byte[] magic = Arrays.copyOf(legacy(dictionary("w", 2), TWO), 21);
    byte[] legacy = new PickleBytes().bytes(magic).bytes(claim.unfinished()).unfinished();
    long small = allocatedBy(() -> assertRefused(legacy, "a text of 104857600 bytes"));
    // The same in a file that is as large as it says.
    Path sparse = folder.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.write(legacy);
      file.setLength(200L << 20);
    }
    long large =
        allocatedBy(
            () ->
                assertThatThrownBy(() -> WeightsFiles.read(sparse))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("a text of 104857600 bytes"));

    assertThat(small).isLessThan(4 << 20);
    assertThat(large).isLessThan(4 << 20);
    byte[] zipped = zip(new byte[(16 << 20) + 1], Map.of());
    assertRefused(zipped, "the entry archive/data.pkl of 16777217 bytes, expected at most");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    for (byte[] whole : both(dictionary("w", 2), TWO)) {
      for (int length = 0; length < whole.length; length++) {
        assertRefused(Arrays.copyOf(whole, length), "");
      }
    }
  }

  @Test
  void randomDamageEndsInAReadableFileOrADocumentedErrorAndLittleMemory() throws IOException {
    Random random = new Random(3);
    for (byte[] whole : both(dictionary("w", 2), TWO)) {
      Path path = folder.resolve("damaged" + whole.length);
      // Overwritten in place: truncating a file 2000 times takes longer than all the rest.
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        assertThat(refusals(random, whole, file, path)).isBetween(200, 2000);
      }
    }
  }

  private static int refusals(Random random, byte[] whole, RandomAccessFile file, Path path)
      throws IOException {
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      file.seek(0);
      file.write(damaged);
      long before = allocatedBytes();
      try {
        WeightsFiles.read(path);
      } catch (WeightsException e) {
        refused++;
      }
      if (round > 100) { // the first rounds load classes
        assertThat(allocatedBytes() - before).isLessThan(1 << 20);
      }
    }
    return refused;
  }

  /** Work that may throw what file access throws. */
  private interface Work {
    void run() throws IOException;
  }

  private static long allocatedBy(Work work) throws IOException {
    long before = allocatedBytes();
    work.run();
    return allocatedBytes() - before;
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
