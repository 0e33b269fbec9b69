package org.sr4j.models.weights.pickle;

import java.util.List;

/**
 * A Python tuple. Pickles may nest and share tuples so that walking through one takes exponential
 * time: look at no more levels than wanted.
 */
public record Tuple(List<Object> items) {

  public Tuple {
    items = List.copyOf(items);
  }

  public int size() {
    return items.size();
  }

  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public String toString() {
    return "a tuple of " + items.size();
  }
}
