package org.sr4j.eval.benchmark;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.SrException;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Runs an upscaler over a data set and compares each picture with its reference.
 *
 * <p>References are cropped (top left kept) to a multiple of the scale. Low-resolution pictures are
 * the data set's own where it has a folder {@code LR_bicubic/X<scale>}, else made by the protocols'
 * downsampler. A picture that fails is reported in the result and the others go on; the result then
 * has no mean.
 */
public final class Evaluator {

  private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

  @Inject
  public Evaluator() {}

  /** Evaluates by the default protocol. */
  public EvaluationResult evaluate(Subject subject, TestSet set, int scale) {
    return evaluate(subject, set, scale, List.of(Protocol.DEFAULT));
  }

  /** Evaluates by several protocols at once: each picture is enlarged once. */
  public EvaluationResult evaluate(
      Subject subject, TestSet set, int scale, List<Protocol> protocols) {
    return evaluate(subject, set, scale, protocols, picture -> {});
  }

  /**
   * @param protocols at least one, with different ids and one downsampler
   * @param listener told of each picture when it is done
   * @throws OptionsException if scale or protocols are not usable
   */
  public EvaluationResult evaluate(
      Subject subject,
      TestSet set,
      int scale,
      List<Protocol> protocols,
      Consumer<PictureResult> listener) {
    check(scale, protocols);
    RunEnvironment environment = RunEnvironment.here();
    String digest = TestSetDigest.of(set, scale);
    List<PictureResult> results = new ArrayList<>();
    for (TestPicture picture : set.pictures(scale)) {
      PictureResult result = evaluate(subject.upscaler(), picture, scale, protocols);
      results.add(result);
      listener.accept(result);
    }
    return new EvaluationResult(
        protocols,
        scale,
        subject.model(),
        subject.engine(),
        subject.weights(),
        set.name(),
        digest,
        set.hasLowRes(scale) ? LowResSource.FILES : LowResSource.MADE,
        environment,
        results);
  }

  private static void check(int scale, List<Protocol> protocols) {
    Problem problem = Problem.cannot("evaluate");
    if (scale < 1) {
      throw new OptionsException(problem.got("scale " + scale).expected("a whole number > 0"));
    }
    if (protocols.isEmpty()) {
      throw new OptionsException(problem.got("no protocol").expected("at least one"));
    }
    List<String> ids = protocols.stream().map(Protocol::id).toList();
    if (new TreeSet<>(ids).size() < ids.size()) {
      throw new OptionsException(problem.got("protocols " + ids).expected("each id once"));
    }
    if (protocols.stream().map(Protocol::downsampler).distinct().count() > 1) {
      throw new OptionsException(
          problem
              .got("protocols " + ids + " with different downsamplers")
              .expected("protocols that measure on the same low-resolution pictures")
              .advice("Evaluate them one after the other."));
    }
  }

  private static PictureResult evaluate(
      Upscaler upscaler, TestPicture picture, int scale, List<Protocol> protocols) {
    try {
      return score(upscaler, picture, scale, protocols);
    } catch (SrException e) {
      return failed(picture, e.getMessage(), e);
    } catch (RuntimeException e) {
      // A network or plugin that fails on one picture must not cost the results of the others.
      return failed(picture, e.toString(), e);
    }
  }

  private static PictureResult failed(TestPicture picture, String problem, RuntimeException e) {
    LOG.warn("{}: {}", picture.name(), problem);
    LOG.debug("{}", picture.reference(), e);
    return new PictureResult.Failed(picture.name(), problem);
  }

  private static PictureResult score(
      Upscaler upscaler, TestPicture picture, int scale, List<Protocol> protocols) {
    Pixels reference = reference(picture, scale);
    Pixels lowRes = lowRes(picture, reference, scale, protocols.get(0).downsampler());
    long start = System.nanoTime();
    Pixels superResolved = upscaler.upscale(lowRes);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      scores.put(protocol.id(), protocol.score(superResolved, reference, scale));
    }
    return new PictureResult.Scored(
        picture.name(), reference.width(), reference.height(), seconds, scores);
  }

  private static Pixels reference(TestPicture picture, int scale) {
    Pixels whole = ImageFiles.read(picture.reference());
    if (whole.width() < scale || whole.height() < scale) {
      throw new ImageException(
          Problem.cannot("evaluate the picture")
              .at(picture.reference())
              .got(whole.width() + "x" + whole.height() + " pixels")
              .expected("at least " + scale + "x" + scale));
    }
    return whole.withAlpha(null).cropToMultiple(scale);
  }

  private static Pixels lowRes(
      TestPicture picture, Pixels reference, int scale, Bicubic downsampler) {
    Optional<Pixels> read = picture.lowRes().map(ImageFiles::read);
    if (read.isEmpty()) {
      return downsampler.down(reference, scale).toRgb();
    }
    Pixels lowRes = read.get();
    if (lowRes.width() * scale != reference.width()
        || lowRes.height() * scale != reference.height()) {
      throw new ImageException(
          Problem.cannot("evaluate the picture")
              .at(picture.lowRes().get())
              .got(lowRes.width() + "x" + lowRes.height() + " pixels")
              .expected(reference.width() / scale + "x" + reference.height() / scale)
              .advice("It does not belong to " + picture.reference() + " at x" + scale + "."));
    }
    return lowRes.withAlpha(null).toRgb();
  }
}
