package org.sr4j.models.train.optimiser;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which optimiser, with its constants. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AdamOptions.class, name = "adam"),
  @JsonSubTypes.Type(value = AdamWOptions.class, name = "adamw")
})
public interface OptimiserOptions {

  /**
   * @param length of the parameter vector
   */
  Optimiser create(int length);
}
