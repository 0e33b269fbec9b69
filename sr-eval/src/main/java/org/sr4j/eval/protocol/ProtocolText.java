package org.sr4j.eval.protocol;

import java.util.Locale;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.metric.Ssim;

/** The words of a protocol. */
final class ProtocolText {

  private ProtocolText() {}

  static String of(Protocol p) {
    Ssim ssim = p.ssim();
    StringBuilder text = new StringBuilder();
    line(text, "protocol", p.title());
    line(
        text,
        "channel",
        p.channel().text()
            + " of 8-bit R, G, B"
            + (p.channel().isLuma() ? ", " + p.lumaRounding().text() : ""));
    line(
        text,
        "pictures",
        "super-resolved: 255 v clamped to 0..255 and "
            + p.byteConversion().text()
            + "; reference: 8 bit, cropped at right and bottom to a multiple of the scale; "
            + "grey stands for R = G = B; alpha ignored");
    line(
        text,
        "border",
        switch (p.shave()) {
          case SCALE -> "as many pixels as the scale shaved from each side";
          case NONE -> "0 pixels shaved";
        });
    line(
        text,
        "PSNR",
        "10 log10("
            + number(p.psnr().peak())
            + "^2 / mean squared error)"
            + (p.channel().isLuma() ? "" : ", error averaged over the three channels"));
    line(
        text,
        "SSIM",
        String.format(
            Locale.ROOT,
            "%dx%d Gaussian window, sigma %s, K1 %s, K2 %s, L %s, valid positions only, population"
                + " moments, double precision%s",
            ssim.window(),
            ssim.window(),
            number(ssim.sigma()),
            number(ssim.k1()),
            number(ssim.k2()),
            number(ssim.range()),
            p.channel().isLuma() ? "" : ", mean of the three channels"));
    line(text, "data set", "mean of the values of each picture");
    line(
        text,
        "low resolution",
        bicubic(p.downsampler(), true) + ", unless the data set brings its own");
    line(text, "bicubic rows", bicubic(p.upsampler(), false));
    return text.toString();
  }

  private static String bicubic(Bicubic rule, boolean shrinking) {
    return "bicubic (a = "
        + number(rule.kernel().a())
        + (shrinking ? rule.antialias() ? ", widened when shrinking" : ", not widened" : "")
        + switch (rule.border()) {
          case MIRROR -> ", mirrored border";
          case CLAMP -> ", clamped border";
        }
        + switch (rule.rounding()) {
          case AFTER_EACH_DIMENSION -> ", 8 bit after each dimension)";
          case NONE -> ", not rounded)";
        };
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(String.format(Locale.ROOT, "%-14s  %s\n", key, value));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
