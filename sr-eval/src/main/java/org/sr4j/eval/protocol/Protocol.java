package org.sr4j.eval.protocol;

import java.util.List;
import java.util.Objects;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.metric.Plane;
import org.sr4j.eval.metric.Psnr;
import org.sr4j.eval.metric.Ssim;

/**
 * Everything that decides a PSNR or SSIM value besides the two pictures.
 *
 * <p>In all of them the reference is cropped at the right and bottom to a multiple of the scale, a
 * grey picture stands for R = G = B (so that luma of a grey picture is in 16..235 too; taking grey
 * itself as luma lowers the mean of Set14 by about 0.09 dB), and alpha is ignored.
 *
 * @param id short name, e.g. {@code C}
 * @param name where it is customary
 * @param channel what is compared
 * @param byteConversion how the super-resolved picture becomes 8-bit
 * @param lumaRounding whether luma is rounded
 * @param shave what is left out at the sides
 * @param psnr peak value
 * @param ssim window and constants
 * @param downsampler how low-resolution pictures are made where a data set brings none
 * @param upsampler what its rows named "bicubic" are made by
 */
public record Protocol(
    String id,
    String name,
    Channel channel,
    ByteConversion byteConversion,
    LumaRounding lumaRounding,
    Shave shave,
    Psnr psnr,
    Ssim ssim,
    Bicubic downsampler,
    Bicubic upsampler) {

  /** Bytes by cast, luma by 8-bit conversion: CARN, LESRCNN and their descendants. */
  public static final Protocol A =
      luma("A", "CARN/LESRCNN Python", ByteConversion.FLOOR, LumaRounding.EIGHT_BIT);

  /** Rounded picture, rounded luma: the Python test scripts of IMDN and IDN. */
  public static final Protocol B =
      luma("B", "rounded luma", ByteConversion.ROUND, LumaRounding.EIGHT_BIT);

  /** The MATLAB script behind most published tables, BasicSR's too; the default. */
  public static final Protocol C = luma("C", "MATLAB-Y", ByteConversion.ROUND, LumaRounding.NONE);

  /** DyConvSR's evaluation: luma of BGR, no border, bicubic rows by PyTorch. */
  public static final Protocol D =
      new Protocol(
          "D",
          "DyConvSR",
          Channel.Y_RED_BLUE_SWAPPED,
          ByteConversion.ROUND,
          LumaRounding.NONE,
          Shave.NONE,
          Psnr.PEAK_255,
          Ssim.WANG_2004,
          Bicubic.MATLAB,
          Bicubic.PYTORCH);

  /** All three colour channels. */
  public static final Protocol RGB =
      new Protocol(
          "RGB",
          "RGB",
          Channel.RGB,
          ByteConversion.ROUND,
          LumaRounding.NONE,
          Shave.SCALE,
          Psnr.PEAK_255,
          Ssim.WANG_2004,
          Bicubic.MATLAB,
          Bicubic.MATLAB);

  public static final Protocol DEFAULT = C;

  public Protocol {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(byteConversion, "byteConversion");
    Objects.requireNonNull(lumaRounding, "lumaRounding");
    Objects.requireNonNull(shave, "shave");
    Objects.requireNonNull(psnr, "psnr");
    Objects.requireNonNull(ssim, "ssim");
    Objects.requireNonNull(downsampler, "downsampler");
    Objects.requireNonNull(upsampler, "upsampler");
    if (!channel.isLuma() && lumaRounding != LumaRounding.NONE) {
      throw new OptionsException(
          Problem.cannot("make a protocol")
              .at(id)
              .got("luma rounding on channel " + channel)
              .expected("a luma channel, or no luma rounding"));
    }
  }

  private static Protocol luma(
      String id, String name, ByteConversion byteConversion, LumaRounding rounding) {
    return new Protocol(
        id,
        name,
        Channel.Y,
        byteConversion,
        rounding,
        Shave.SCALE,
        Psnr.PEAK_255,
        Ssim.WANG_2004,
        Bicubic.MATLAB,
        Bicubic.MATLAB);
  }

  /** The built-in ones: A, B, C, D, RGB. */
  public static List<Protocol> builtIn() {
    return List.of(A, B, C, D, RGB);
  }

  /**
   * A built-in one by its id or name, in any case.
   *
   * @throws OptionsException if there is none, with the known ones
   */
  public static Protocol of(String idOrName) {
    return builtIn().stream()
        .filter(p -> p.id.equalsIgnoreCase(idOrName) || p.name.equalsIgnoreCase(idOrName))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = builtIn().stream().map(Protocol::id).toList();
              return new OptionsException(
                  Problem.cannot("choose the evaluation protocol")
                      .got("\"" + idOrName + "\"")
                      .expected("one of " + String.join(", ", known))
                      .advice(Suggestion.advice(idOrName, known)));
            });
  }

  /**
   * Compares two pictures.
   *
   * @param superResolved samples nominally in {@code [0,1]}, quantised here
   * @param reference 8-bit picture of the same size
   * @throws ImageException if the sizes differ, a sample is not a number, or too little is left for
   *     the SSIM window after the border is shaved
   */
  public Score score(Pixels superResolved, Pixels reference, int scale) {
    Problem problem = Problem.cannot("compare two pictures by protocol " + id);
    if (superResolved.width() != reference.width()
        || superResolved.height() != reference.height()) {
      throw new ImageException(
          problem
              .got(superResolved.width() + "x" + superResolved.height())
              .expected(reference.width() + "x" + reference.height()));
    }
    int least = ssim.window() + 2 * shave.pixels(scale);
    if (reference.width() < least || reference.height() < least) {
      throw new ImageException(
          problem
              .got(reference.width() + "x" + reference.height() + " pixels")
              .expected("at least " + least + "x" + least)
              .advice("The SSIM window must fit inside the border."));
    }
    ComparedPlanes planes = new ComparedPlanes(this, scale);
    List<Plane> ours = planes.of(superResolved, byteConversion);
    List<Plane> wanted = planes.of(reference, ByteConversion.ROUND);
    return new Score(psnr.of(ours, wanted), ssim.of(ours, wanted));
  }

  /** Id and name, e.g. {@code C (MATLAB-Y)}. */
  public String title() {
    return id.equals(name) ? id : id + " (" + name + ")";
  }

  /** All of it in words, with every number; every report carries this text. */
  public String describe() {
    return ProtocolText.of(this);
  }
}
