package org.sr4j.models.train.validation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.metric.Validator;
import org.sr4j.models.network.Network;

/** Enlarges a set of pictures with a network and scores the results. */
public final class Validation {

  private final PictureSet pictures;
  private final Validator validator;
  private final EnlargerSource enlargers;

  public Validation(PictureSet pictures, Validator validator, EnlargerSource enlargers) {
    this.pictures = pictures;
    this.validator = validator;
    this.enlargers = enlargers;
  }

  public String primary() {
    return validator.primary();
  }

  public int size() {
    return pictures.size();
  }

  /** Names of the scores, found by scoring the first picture against itself. */
  public Set<String> scoreNames(int scale) {
    Pixels picture = pictures.pair(0).highRes();
    return validator.score(picture, picture, scale).keySet();
  }

  /** Mean scores over all pictures by name, with the network's present weights. */
  public Map<String, Double> run(Network network) {
    Map<String, Double> sums = new TreeMap<>();
    try (Enlarger enlarger = enlargers.open(network)) {
      for (int i = 0; i < pictures.size(); i++) {
        PictureSet.Pair pair = pictures.pair(i);
        Pixels enlarged = enlarger.enlarge(pair.lowRes());
        validator
            .score(enlarged, pair.highRes(), network.scale())
            .forEach((name, score) -> sums.merge(name, score, Double::sum));
      }
    }
    sums.replaceAll((name, sum) -> sum / pictures.size());
    return sums;
  }
}
