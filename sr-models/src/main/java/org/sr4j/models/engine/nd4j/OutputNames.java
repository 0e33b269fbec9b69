package org.sr4j.models.engine.nd4j;

import java.util.Map;
import org.sr4j.api.engine.NetworkGraph;

/**
 * Finds in a graph what a caller knows by its name in another graph of the same network: variables
 * that nobody named may be called otherwise in a graph that was written for another size.
 */
final class OutputNames {

  private OutputNames() {}

  static String translate(String name, NetworkGraph known, NetworkGraph actual) {
    if (known == actual || !actual.sizeSpecific()) {
      return name;
    }
    if (name.equals(known.output())) {
      return actual.output();
    }
    for (int i = 0; i < known.auxiliaryOutputs().size(); i++) {
      if (name.equals(known.auxiliaryOutputs().get(i).variable())) {
        return actual.auxiliaryOutputs().get(i).variable();
      }
    }
    for (int i = 0; i < known.globalMeans().size(); i++) {
      if (name.equals(known.globalMeans().get(i).source())) {
        return actual.globalMeans().get(i).source();
      }
    }
    for (Map.Entry<String, String> tap : known.taps().entrySet()) {
      if (name.equals(tap.getValue())) {
        return actual.taps().get(tap.getKey());
      }
    }
    return name;
  }
}
