package org.sr4j.models;

import org.sr4j.api.image.Pixels;

/** Program for a JVM of its own: enlarges a picture and says on what. */
public final class UpscaleProbe {

  private UpscaleProbe() {}

  public static void main(String[] args) {
    float[] ramp = new float[20 * 10];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (i % 20) / 20f;
    }
    Pixels picture = Pixels.of(20, 10, ramp, ramp, ramp);
    try (SuperResolver resolver = SuperResolution.create().resolver("dyconvsr", 2)) {
      Pixels big = resolver.upscale(picture);
      System.out.println(resolver.engine() + " " + big);
      double mean = 0;
      for (float value : big.plane(0)) {
        mean += value / big.plane(0).length;
      }
      System.out.println(Math.abs(mean - 0.475) < 0.02 ? "bright as before" : "mean " + mean);
      resolver.enginesPassedOver().forEach((id, why) -> System.out.println(id + ": " + why));
    }
  }
}
