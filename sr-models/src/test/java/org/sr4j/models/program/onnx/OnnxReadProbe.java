package org.sr4j.models.program.onnx;

import java.nio.file.Path;
import org.sr4j.models.program.Program;

/** Program for a JVM of its own: reads a file and writes it again. */
final class OnnxReadProbe {

  private OnnxReadProbe() {}

  public static void main(String[] args) {
    Program program = OnnxReader.read(Path.of(System.getenv("ONNX_FILE")));
    System.out.println(program.operations().size() + " " + OnnxWriter.toBytes(program).length);
  }
}
