package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sr4j.models.weights.SafetensorsBytes.doubles;
import static org.sr4j.models.weights.SafetensorsBytes.entry;
import static org.sr4j.models.weights.SafetensorsBytes.file;
import static org.sr4j.models.weights.SafetensorsBytes.floats;
import static org.sr4j.models.weights.SafetensorsBytes.shorts;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.error.WeightsException;

class SafetensorsBadInputTest {

  private static final String A = entry("a", "F32", "2", "0,8");

  @TempDir Path folder;

  static Stream<Arguments> malformed() {
    byte[] two = floats(1, 2);
    return Stream.of(
        arguments("empty", new byte[0], "got 0 bytes, expected a safetensors file"),
        arguments("7 bytes", new byte[7], "got 7 bytes"),
        arguments(
            "header beyond the file",
            file(1000, "{}".getBytes(StandardCharsets.UTF_8), two),
            "got a header of 1000 bytes in a file of 18"),
        arguments(
            "negative header length",
            file(-1, "{}".getBytes(StandardCharsets.UTF_8), two),
            "got a header of 18446744073709551615 bytes"),
        arguments("empty header", file("", two), "got the header: the end, expected START_OBJECT"),
        arguments("not JSON", file("{\"a\":", two), "a header that is not valid JSON"),
        arguments("array", file("[1]", two), "the header: [, expected START_OBJECT"),
        arguments("second value", file("{} {}", new byte[0]), "text after the header's end"),
        arguments(
            "not UTF-8",
            file("{\"\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1), two),
            "a header that is not UTF-8"),
        arguments(
            "UTF-16",
            file("{}".getBytes(StandardCharsets.UTF_16BE), new byte[0]),
            "not valid JSON"),
        arguments("duplicate tensor", json(A + "," + A, two), "Duplicate field 'a'"),
        arguments(
            "duplicate field",
            json("\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}", two),
            "Duplicate field 'dtype'"),
        arguments(
            "duplicate metadata",
            json("\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}", new byte[0]),
            "Duplicate field 'k'"),
        arguments(
            "deep", json("\"a\":{\"shape\":" + "[".repeat(100_000), two), "maximum allowed (3"),
        arguments(
            "metadata that is no string",
            json("\"__metadata__\":{\"k\":{}}", new byte[0]),
            "__metadata__ k: {, expected VALUE_STRING"),
        arguments("unknown field", json("\"a\":{\"x\":1}", two), "a with the field x"),
        arguments(
            "incomplete", json("\"a\":{\"dtype\":\"F32\"}", two), "an incomplete entry for a"),
        arguments("tensor that is no object", json("\"a\":3", two), "a: 3, expected START_OBJECT"),
        arguments(
            "unknown dtype", json(entry("a", "F8_E4M3", "8", "0,8"), two), "unknown dtype F8_E4M3"),
        arguments(
            "whole numbers",
            json(entry("a", "I32", "2", "0,8"), two),
            "a I32[2] of whole numbers, expected floating-point weights"),
        arguments(
            "negative size",
            json(entry("a", "F32", "-2", "0,8"), two),
            "the shape of a F32[-2], expected sizes whose product is a number"),
        arguments(
            "two negative sizes", json(entry("a", "F32", "-1,-2", "0,8"), two), "the shape of a"),
        arguments(
            "overflowing product",
            json(entry("a", "F32", "4294967296,4294967296", "0,8"), two),
            "the shape of a F32[4294967296, 4294967296]"),
        arguments(
            "overflowing bytes",
            json(entry("a", "F32", "4611686018427387904", "0,8"), two),
            "the shape of a"),
        arguments(
            "product that wraps around to the right number of bytes",
            json(entry("a", "F32", "4611686018427387906", "0,8"), two),
            "the shape of a"),
        arguments(
            "size beyond long",
            json(entry("a", "F32", "99999999999999999999", "0,8"), two),
            "not valid JSON"),
        arguments(
            "number of many digits",
            json(entry("a", "F32", "9".repeat(1000), "0,8"), two),
            "not valid JSON"),
        arguments("fraction", json(entry("a", "F32", "2.0", "0,8"), two), "a shape: 2.0"),
        arguments(
            "many axes",
            json(entry("a", "F32", "1" + ",1".repeat(8), "0,4"), floats(1)),
            "a shape of more than 8 numbers"),
        arguments(
            "one offset", json(entry("a", "F32", "2", "8"), two), "an incomplete entry for a"),
        arguments(
            "three offsets",
            json(entry("a", "F32", "2", "0,8,9"), two),
            "a data_offsets of more than 2 numbers"),
        arguments(
            "begin after end",
            json(entry("a", "F32", "2", "8,0"), two),
            "a F32[2] at bytes 8 to 0, expected begin <= end"),
        arguments("negative begin", json(entry("a", "F32", "2", "-8,0"), two), "begin <= end"),
        arguments(
            "bytes that do not fit the shape",
            json(entry("a", "F32", "3", "0,8"), two),
            "a F32[3] in 8 bytes, expected 12 bytes"),
        arguments(
            "overlap",
            json(A + "," + entry("b", "F32", "2", "4,12"), floats(1, 2, 3)),
            "an overlap before b F32[2], which begins at 4, expected begin 8"),
        arguments("shared bytes", json(A + "," + entry("b", "F32", "2", "0,8"), two), "an overlap"),
        arguments(
            "hole",
            json(A + "," + entry("b", "F32", "1", "12,16"), floats(1, 2, 3, 4)),
            "a hole before b F32[1], which begins at 12, expected begin 8"),
        arguments("hole at the start", json(entry("a", "F32", "1", "4,8"), two), "a hole before a"),
        arguments(
            "trailing bytes",
            json(A, floats(1, 2, 3)),
            "got 12 bytes of data, expected 8 as the header says"),
        arguments("missing data", json(A, floats(1)), "got 4 bytes of data, expected 8"),
        arguments(
            "NaN", json(A, floats(1, Float.NaN)), "NaN at index 1 of a[2], expected finite floats"),
        arguments("infinity", json(A, floats(Float.NEGATIVE_INFINITY, 0)), "-Infinity at index 0"),
        arguments(
            "half NaN", json(entry("a", "F16", "1", "0,2"), shorts(0x7e00)), "NaN at index 0"),
        arguments(
            "double beyond float",
            json(entry("a", "F64", "1", "0,8"), doubles(1e300)),
            "Infinity at index 0"),
        arguments(
            "newer format",
            json("\"__metadata__\":{\"sr4j.format\":\"2\"}", new byte[0]),
            "got sr4j.format 2, expected at most 1; a newer version of the library wrote the file"),
        arguments(
            "format that is no number",
            json("\"__metadata__\":{\"sr4j.format\":\"x\"}", new byte[0]),
            "got sr4j.format x, expected a whole number"));
  }

  private static byte[] json(String entries, byte[] data) {
    return file("{" + entries + "}", data);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String what, byte[] file, String message) {
    assertThatThrownBy(() -> Safetensors.read(file, "x.safetensors"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("Cannot read the weights [x.safetensors]: got ")
        .hasMessageContaining(message);
  }

  @Test
  void aMessageDoesNotRepeatAHugeName() {
    byte[] file = json("\"" + "n".repeat(4000) + "\":3", new byte[0]);

    assertThatThrownBy(() -> Safetensors.read(file, "x"))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
  }

  @Test
  void refusesALargeHeaderWithoutReadingIt() throws IOException {
    Path sparse = folder.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(200L << 20);
      file.write(file((100L << 20), new byte[0], new byte[0]));
    }

    long allocated =
        allocatedBy(
            () ->
                assertThatThrownBy(() -> Safetensors.read(sparse))
                    .hasMessageContaining(
                        "got a header of 104857600 bytes, expected at most 16777216"));

    assertThat(allocated).isLessThan(2 << 20);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = small();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.read(cut, "cut"))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void randomDamageEndsInAReadableFileOrADocumentedErrorAndLittleMemory() {
    Random random = new Random(1);
    byte[] whole = small();
    Safetensors.read(whole, "loads every class before memory is counted");
    int refused = 0;
    for (int round = 0; round < 10_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      long before = allocatedBytes();
      try {
        Safetensors.read(damaged, "damaged");
      } catch (WeightsException e) {
        refused++;
      }
      // Parser buffers and a read buffer of 64 kB, whatever the file says.
      assertThat(allocatedBytes() - before).isLessThan(512 << 10);
    }
    assertThat(refused).isBetween(5_000, 10_000);
  }

  private static byte[] small() {
    return json(
        "\"__metadata__\":{\"sr4j.format\":\"1\"},"
            + A
            + ","
            + entry("b", "F16", "1,2", "8,12")
            + ","
            + entry("c", "F64", "", "12,20"),
        new byte[20]);
  }

  private static long allocatedBy(Runnable work) {
    long before = allocatedBytes();
    work.run();
    return allocatedBytes() - before;
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
