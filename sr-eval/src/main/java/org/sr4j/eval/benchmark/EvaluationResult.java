package org.sr4j.eval.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Scores of one upscaler on one data set, and what is needed to judge or repeat them.
 *
 * @param protocols how they were measured; the first is the main one
 * @param scale enlargement
 * @param model id of what was measured
 * @param engine id of what ran it
 * @param weights where its weights came from
 * @param dataSet name of the data set
 * @param dataSetDigest SHA-256 over its files (see {@code TestSetDigest})
 * @param lowResSource where the low-resolution pictures came from
 * @param environment machine, runtime and time
 * @param pictures one result per picture of the data set, in its order
 */
public record EvaluationResult(
    List<Protocol> protocols,
    int scale,
    String model,
    String engine,
    Map<String, String> weights,
    String dataSet,
    String dataSetDigest,
    LowResSource lowResSource,
    RunEnvironment environment,
    List<PictureResult> pictures) {

  public EvaluationResult {
    protocols = List.copyOf(protocols);
    pictures = List.copyOf(pictures);
  }

  /** The pictures that have scores. */
  public List<PictureResult.Scored> scored() {
    return pictures.stream()
        .filter(PictureResult.Scored.class::isInstance)
        .map(PictureResult.Scored.class::cast)
        .toList();
  }

  /** The pictures that have none. */
  public List<PictureResult.Failed> failed() {
    return pictures.stream()
        .filter(PictureResult.Failed.class::isInstance)
        .map(PictureResult.Failed.class::cast)
        .toList();
  }

  /** Whether every picture of the data set has scores. */
  public boolean isComplete() {
    return failed().isEmpty();
  }

  /** The data set's score; empty if a picture is missing: what is left is another data set. */
  public Optional<Score> mean(Protocol protocol) {
    return isComplete() ? meanOfScored(protocol) : Optional.empty();
  }

  /** Mean over the pictures that have scores; empty if none has. */
  public Optional<Score> meanOfScored(Protocol protocol) {
    List<Score> scores = scored().stream().map(p -> p.scores().get(protocol.id())).toList();
    return scores.isEmpty() ? Optional.empty() : Optional.of(Score.mean(scores));
  }

  /** Sum of the upscaler's times; the first picture's holds what starting up took. */
  public double seconds() {
    return scored().stream().mapToDouble(PictureResult.Scored::seconds).sum();
  }
}
