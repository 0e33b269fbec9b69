package org.sr4j.examples.plugin;

import java.util.List;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;

/** Offers {@link Espcn} as the model {@code espcn}. */
public final class EspcnPlugin implements SrPlugin {

  @Override
  public String id() {
    return "example-espcn";
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(new Provider());
  }

  private static final class Provider implements ModelProvider<EspcnOptions> {

    @Override
    public String id() {
      return "espcn";
    }

    @Override
    public Class<EspcnOptions> optionsType() {
      return EspcnOptions.class;
    }

    @Override
    public EspcnOptions defaults() {
      return new EspcnOptions(64, 32);
    }

    @Override
    public EspcnOptions tiny() {
      return new EspcnOptions(4, 2);
    }

    @Override
    public Model create(EspcnOptions options) {
      return new Espcn(options);
    }
  }
}
