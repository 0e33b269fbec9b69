package org.sr4j.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.PictureResult;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Results as JSON: {@code {"format": "sr4j-evaluation", "version": 1, "results": [...]}}. The
 * {@code mean} of a protocol is null unless every picture of the data set has scores; an infinite
 * PSNR is the string {@code "Infinity"}.
 */
public final class JsonReport {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  public static String of(List<EvaluationResult> results) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "sr4j-evaluation").put("version", 1);
    ArrayNode list = root.putArray("results");
    results.forEach(result -> write(result, list.addObject()));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void write(EvaluationResult result, ObjectNode node) {
    node.put("model", result.model()).put("engine", result.engine());
    ObjectNode weights = node.putObject("weights");
    result.weights().forEach(weights::put);
    node.put("scale", result.scale());
    node.putObject("dataSet")
        .put("name", result.dataSet())
        .put("sha256", result.dataSetDigest())
        .put("pictures", result.pictures().size())
        .put("lowResolution", result.lowResSource().name());
    node.put("complete", result.isComplete());
    node.put("seconds", result.seconds());
    ArrayNode protocols = node.putArray("protocols");
    for (Protocol protocol : result.protocols()) {
      ObjectNode entry = write(protocol, protocols.addObject());
      write(result.mean(protocol), entry, "mean");
      write(result.meanOfScored(protocol), entry, "meanOfScored");
    }
    ArrayNode pictures = node.putArray("pictures");
    result.pictures().forEach(picture -> write(picture, pictures.addObject()));
    node.putObject("environment")
        .put("library", result.environment().library())
        .put("java", result.environment().java())
        .put("system", result.environment().system())
        .put("processors", result.environment().processors())
        .put("started", result.environment().started().toString());
  }

  private static ObjectNode write(Protocol protocol, ObjectNode node) {
    node.put("id", protocol.id())
        .put("name", protocol.name())
        .put("channel", protocol.channel().name())
        .put("byteConversion", protocol.byteConversion().name())
        .put("lumaRounding", protocol.lumaRounding().name())
        .put("shave", protocol.shave().name())
        .put("psnrPeak", protocol.psnr().peak());
    node.putObject("ssim")
        .put("window", protocol.ssim().window())
        .put("sigma", protocol.ssim().sigma())
        .put("k1", protocol.ssim().k1())
        .put("k2", protocol.ssim().k2())
        .put("range", protocol.ssim().range());
    write(protocol.downsampler(), node.putObject("downsampler"));
    write(protocol.upsampler(), node.putObject("upsampler"));
    return node.put("text", protocol.describe());
  }

  private static void write(Bicubic rule, ObjectNode node) {
    node.put("kernel", "bicubic")
        .put("a", rule.kernel().a())
        .put("antialias", rule.antialias())
        .put("border", rule.border().name())
        .put("rounding", rule.rounding().name());
  }

  private static void write(PictureResult picture, ObjectNode node) {
    node.put("name", picture.name());
    if (picture instanceof PictureResult.Scored scored) {
      node.put("width", scored.width())
          .put("height", scored.height())
          .put("seconds", scored.seconds());
      ObjectNode scores = node.putObject("scores");
      scored.scores().forEach((id, score) -> write(Optional.of(score), scores, id));
    } else if (picture instanceof PictureResult.Failed failed) {
      node.put("problem", failed.problem());
    }
  }

  private static void write(Optional<Score> score, ObjectNode parent, String name) {
    if (score.isEmpty()) {
      parent.putNull(name);
    } else {
      parent.putObject(name).put("psnr", score.get().psnr()).put("ssim", score.get().ssim());
    }
  }
}
