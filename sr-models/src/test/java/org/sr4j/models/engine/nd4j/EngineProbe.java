package org.sr4j.models.engine.nd4j;

import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.testing.ChildJvm;

/** Program for {@link ChildJvm}: runs a network on the engine, or prints why it cannot. */
final class EngineProbe {

  private EngineProbe() {}

  public static void main(String[] args) {
    EngineProvider provider = new Nd4jEngineProvider();
    System.out.println(provider.unavailable().orElse("available"));
    try {
      Session session = provider.create().open(new TestNetwork(false));
      Tensor x = new Tensor("lowres", new long[] {1, 3, 16, 16}, new float[3 * 256]);
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      session.run(Form.WHOLE, Map.of("lowres", x), output);
      System.out.println("done");
    } catch (EngineException e) {
      System.out.println(e.getMessage());
    }
  }
}
