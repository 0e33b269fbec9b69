package org.sr4j.models.strategy.graft.dl4j;

import org.sr4j.models.strategy.graft.Place;

/** A strategy written with DL4J's vertices. */
interface Grafting {

  /** Adds what the strategy does at a place. */
  void at(Place place, GraphEditor editor);
}
