package org.sr4j.models.weights.pickle;

/**
 * What the names and references in a pickle mean. This is the allow-list: a name that it does not
 * know must be refused, and what it makes of a known one is data.
 */
public interface PickleTypes {

  /**
   * The meaning of {@code module.name}.
   *
   * @throws org.sr4j.models.weights.binary.MalformedException if it is not allowed
   */
  Object global(String module, String name);

  /**
   * What a known name gives for arguments.
   *
   * @param callable what {@link #global} returned, or anything else that a hostile pickle calls
   * @throws org.sr4j.models.weights.binary.MalformedException if that cannot be called so
   */
  Object call(Object callable, Tuple arguments);

  /**
   * What lies outside of the pickle under an id.
   *
   * @throws org.sr4j.models.weights.binary.MalformedException if the id is not one
   */
  Object persistent(Object id);
}
