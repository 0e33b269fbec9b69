package org.sr4j.data.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.resize.Bicubic;

/**
 * Shrinks a 2040x1356 RGB picture (the size of DIV2K's) as the data pipeline does.
 *
 * <p>Run: {@code ./mvnw -q -Pbench -pl sr-data -am -DskipTests verify} (one benchmark: {@code
 * -Dbench=Bicubic.*bytes}). Not part of the tests: times depend on the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class BicubicBenchmark {

  @Param({"2", "3", "4"})
  int factor;

  private BytePlanes bytes;
  private Pixels pixels;

  @Setup
  public void picture() {
    int width = 2040;
    int height = 1356;
    byte[][] planes = new byte[3][width * height];
    for (int c = 0; c < 3; c++) {
      new Random(c).nextBytes(planes[c]);
    }
    bytes = new BytePlanes(width, height, planes);
    pixels = bytes.toPixels();
  }

  @Benchmark
  public BytePlanes bytesDown() {
    return Bicubic.MATLAB.down(bytes, factor);
  }

  @Benchmark
  public Pixels pixelsDown() {
    return Bicubic.MATLAB.down(pixels, factor);
  }

  @Benchmark
  public Pixels floatsDown() {
    return Bicubic.MATLAB_FLOAT.down(pixels, factor);
  }
}
