package org.sr4j.models.train.validation;

import com.google.inject.Inject;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.Quantisation;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.network.Network;

/** Enlarges as {@link SuperResolver} does for users, in whole pictures, and rounds to 8 bits. */
public final class ResolverEnlargers implements EnlargerSource {

  private final EngineSelector engines;

  @Inject
  public ResolverEnlargers(EngineSelector engines) {
    this.engines = engines;
  }

  @Override
  public Enlarger open(Network network) {
    SuperResolver resolver =
        SuperResolver.over(network, engines.open(ResolverOptions.AUTO, network), 0);
    return new Enlarger() {
      @Override
      public Pixels enlarge(Pixels lowRes) {
        return rounded(resolver.upscale(lowRes));
      }

      @Override
      public void close() {
        resolver.close();
      }
    };
  }

  private static Pixels rounded(Pixels picture) {
    float[][] planes = new float[picture.channels()][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = picture.plane(c).clone();
      for (int i = 0; i < planes[c].length; i++) {
        planes[c][i] = Quantisation.from8Bit(Quantisation.to8Bit(planes[c][i]));
      }
    }
    return Pixels.of(picture.width(), picture.height(), planes);
  }
}
