package org.sr4j.data.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.Npy;
import org.sr4j.api.testing.SharedData;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.ImageFiles;

/** Bit-exact against MATLAB-made files and against independent reference vectors. */
class BicubicGoldenTest {

  @TestFactory
  List<DynamicTest> lowResolutionFiles() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String set : List.of("Set5", "Set14")) {
      Path folder = SharedData.data("test").resolve(set);
      for (int scale = 2; scale <= 4; scale++) {
        int s = scale;
        try (Stream<Path> files = Files.list(folder.resolve("LR_bicubic/X" + scale))) {
          for (Path low : files.sorted().toList()) {
            String name = low.getFileName().toString().replace("x" + scale, "");
            Path high = folder.resolve("HR").resolve(name);
            tests.add(
                DynamicTest.dynamicTest(set + " x" + scale + " " + name, () -> same(high, low, s)));
          }
        }
      }
    }
    assertThat(tests).hasSize(57);
    return tests;
  }

  private static void same(Path high, Path low, int scale) {
    Pixels picture = ImageFiles.read(high).cropToMultiple(scale);
    Pixels expected = ImageFiles.read(low);
    Pixels made = Bicubic.MATLAB.down(picture, scale);
    assertThat(made.toString()).isEqualTo(expected.toString());
    for (int c = 0; c < expected.channels(); c++) {
      assertArrayEquals(expected.plane(c), made.plane(c));
    }
    assertThat(Bicubic.MATLAB.down(BytePlanes.of(picture), scale).toPixels()).isEqualTo(made);
  }

  @TestFactory
  List<DynamicTest> referenceVectors() throws IOException {
    Path folder = SharedData.golden("bicubic");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode c :
        new ObjectMapper().readTree(folder.resolve("index.json").toFile()).get("cases")) {
      tests.add(DynamicTest.dynamicTest(c.get("case").asText(), () -> check(folder, c)));
    }
    assertThat(tests).hasSize(33);
    return tests;
  }

  private static void check(Path folder, JsonNode meta) {
    Npy in = Npy.read(folder.resolve(meta.get("input").asText()));
    Npy out = Npy.read(folder.resolve(meta.get("output").asText()));
    String scale = meta.get("scale").asText();
    boolean shrink = scale.startsWith("1/");
    int factor = Integer.parseInt(shrink ? scale.substring(2) : scale);
    String type = meta.get("dtype").asText();
    Bicubic bicubic =
        meta.get("layout").asText().equals("NCHW")
            ? Bicubic.PYTORCH
            : type.equals("uint8") ? Bicubic.MATLAB : Bicubic.MATLAB_FLOAT;
    if (meta.get("border").asText().startsWith("clamp")) {
      bicubic = bicubic.withBorder(Border.CLAMP);
    }
    double unit = type.equals("uint8") ? 255 : 1;
    // float64 references to 1e-9 are met by the weights (see below); Pixels holds floats, whose
    // rounding near 1 is 6e-8, so 1e-6 here.
    double tolerance = type.equals("uint8") ? 0 : 1e-6;
    String layout = meta.get("layout").asText();
    double[][] expected = planes(out, layout);
    Pixels input = pixels(planes(in, layout), width(in, layout), unit);
    Pixels made = shrink ? bicubic.down(input, factor) : bicubic.up(input, factor);
    assertThat(made.width()).isEqualTo(width(out, layout));
    for (int c = 0; c < expected.length; c++) {
      double[] plane = new double[expected[c].length];
      for (int i = 0; i < plane.length; i++) {
        float v = made.plane(c)[i];
        plane[i] = unit == 255 ? Math.round(v * 255) : v;
      }
      assertThat(plane).containsExactly(expected[c], within(tolerance));
    }
    if (type.equals("float64")) {
      double[][] inputs = planes(in, layout);
      for (int c = 0; c < expected.length; c++) {
        double[] plane = inDouble(inputs[c], width(in, layout), bicubic, factor, shrink);
        assertThat(plane)
            .containsExactly(expected[c], within(meta.get("tolerance_max_abs").asDouble()));
      }
    }
  }

  /** The two passes spelled out in double, to see the weights without the rounding of floats. */
  private static double[] inDouble(double[] in, int width, Bicubic b, int factor, boolean shrink) {
    int height = in.length / width;
    Contributions v = b.contributions(height, factor, shrink);
    Contributions h = b.contributions(width, factor, shrink);
    double[] out = new double[v.outputLength() * h.outputLength()];
    for (int y = 0; y < v.outputLength(); y++) {
      for (int x = 0; x < h.outputLength(); x++) {
        for (int i = 0; i < v.taps(); i++) {
          for (int j = 0; j < h.taps(); j++) {
            int sy = b.border().map(v.start()[y] + i, height);
            int sx = b.border().map(h.start()[x] + j, width);
            out[y * h.outputLength() + x] +=
                v.weights()[y][i] * h.weights()[x][j] * in[sy * width + sx];
          }
        }
      }
    }
    return out;
  }

  private static int width(Npy array, String layout) {
    return (int) array.shape()[layout.equals("NCHW") ? 3 : 1];
  }

  private static double[][] planes(Npy array, String layout) {
    long[] shape = array.shape();
    int channels =
        switch (layout) {
          case "HW" -> 1;
          case "HWC" -> (int) shape[2];
          default -> (int) shape[1];
        };
    int n = array.values().length / channels;
    double[][] planes = new double[channels][n];
    for (int i = 0; i < array.values().length; i++) {
      boolean interleaved = layout.equals("HWC");
      planes[interleaved ? i % channels : i / n][interleaved ? i / channels : i % n] =
          array.values()[i];
    }
    return planes;
  }

  private static Pixels pixels(double[][] planes, int width, double unit) {
    float[][] out = new float[planes.length][planes[0].length];
    for (int c = 0; c < out.length; c++) {
      for (int i = 0; i < out[c].length; i++) {
        out[c][i] = (float) (planes[c][i] / unit);
      }
    }
    return Pixels.of(width, planes[0].length / width, out);
  }
}
