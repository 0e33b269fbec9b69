package org.sr4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.benchmark.Subject;
import org.sr4j.eval.benchmark.TestSet;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.report.ReportFile;
import org.sr4j.eval.report.TextReport;

/** Measures whatever enlarges pictures, by two protocols at once; here PyTorch's bicubic. */
public final class EvaluateAnything {

  private EvaluateAnything() {}

  public static void main(String[] args) throws IOException {
    EvaluationResult result =
        new Evaluator()
            .evaluate(
                new Subject("my-network", "my-engine", Map.of(), lowRes -> enlarge(lowRes)),
                TestSet.open(Path.of("Set5")),
                2,
                List.of(Protocol.C, Protocol.RGB));
    System.out.println(TextReport.of(result));
    ReportFile.write(List.of(result), Path.of("set5.json"));
  }

  private static Pixels enlarge(Pixels lowRes) {
    return Bicubic.PYTORCH.up(lowRes, 2);
  }
}
