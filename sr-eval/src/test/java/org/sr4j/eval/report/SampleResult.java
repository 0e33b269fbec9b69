package org.sr4j.eval.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.LowResSource;
import org.sr4j.eval.benchmark.PictureResult;
import org.sr4j.eval.benchmark.RunEnvironment;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/** Results with made-up numbers. */
final class SampleResult {

  private SampleResult() {}

  static EvaluationResult complete() {
    return with(List.of(scored("baby", 30, 0.9), scored("bird, blue", 33.1234567, 0.95)));
  }

  static EvaluationResult incomplete() {
    List<PictureResult> pictures = new ArrayList<>(complete().pictures());
    pictures.add(
        new PictureResult.Failed("head", "Cannot read the image [head.png]: got 0 bytes."));
    return with(pictures);
  }

  static EvaluationResult with(List<PictureResult> pictures) {
    Map<String, String> weights = new LinkedHashMap<>();
    weights.put("source", "embedded");
    weights.put("commit", "abc123");
    return new EvaluationResult(
        List.of(Protocol.C, Protocol.RGB),
        2,
        "dyconvsr",
        "nd4j",
        weights,
        "Set2",
        "00ff",
        LowResSource.FILES,
        new RunEnvironment("1.2.3", "VM 17", "Linux 6", 4, Instant.parse("2026-01-02T03:04:05Z")),
        pictures);
  }

  static PictureResult scored(String name, double psnr, double ssim) {
    Map<String, Score> scores = new LinkedHashMap<>();
    scores.put("C", new Score(psnr, ssim));
    scores.put("RGB", new Score(psnr - 1.5, ssim - 0.1));
    return new PictureResult.Scored(name, 512, 510, 0.25, scores);
  }
}
