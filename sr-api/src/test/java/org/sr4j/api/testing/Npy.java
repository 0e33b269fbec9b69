package org.sr4j.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array file of bytes, floats or doubles, in C or Fortran order.
 *
 * @param values every element as a double, C order
 */
public record Npy(long[] shape, double[] values) {

  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '(.)(.)(\\d)', 'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

  public static Npy read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int major = bytes.get(6);
      int headerStart = major == 1 ? 10 : 12;
      int headerLength = major == 1 ? bytes.getShort(8) & 0xffff : bytes.getInt(8);
      String header =
          new String(bytes.array(), headerStart, headerLength, StandardCharsets.ISO_8859_1);
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.find()) {
        throw new IllegalArgumentException(file + ": " + header);
      }
      long[] shape =
          Arrays.stream(matcher.group(5).split(","))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      bytes.position(headerStart + headerLength);
      String type = matcher.group(2) + matcher.group(3);
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (type) {
              case "u1" -> bytes.get() & 0xff;
              case "f4" -> bytes.getFloat();
              case "f8" -> bytes.getDouble();
              default -> throw new IllegalArgumentException(file + ": type " + type);
            };
      }
      boolean fortran = matcher.group(4).equals("True");
      return new Npy(shape, fortran ? toRowMajor(values, shape) : values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] toRowMajor(double[] columnMajor, long[] shape) {
    double[] out = new double[columnMajor.length];
    for (int i = 0; i < out.length; i++) {
      int rest = i;
      int target = 0;
      int stride = out.length;
      for (long size : shape) { // in Fortran's order the first index runs fastest
        stride /= (int) size;
        target += (int) (rest % size) * stride;
        rest /= (int) size;
      }
      out[target] = columnMajor[i];
    }
    return out;
  }

  public float[] floats() {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
