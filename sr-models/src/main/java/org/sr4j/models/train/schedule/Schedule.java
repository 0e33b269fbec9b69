package org.sr4j.models.train.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Learning rate by step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConstantSchedule.class, name = "constant"),
  @JsonSubTypes.Type(value = CosineSchedule.class, name = "cosine"),
  @JsonSubTypes.Type(value = StepSchedule.class, name = "step")
})
public interface Schedule {

  /**
   * @param step steps taken so far, from 0
   * @param steps length of the run
   * @return learning rate of the next step
   */
  double rate(long step, long steps);
}
