/**
 * A machine for Python pickles that builds data and runs nothing: numbers, text, lists, tuples and
 * dictionaries, and whatever a {@link org.sr4j.models.weights.pickle.PickleTypes} makes of the
 * names in the pickle. (Protocols 0 to 5 are specified by Python's {@code pickletools}; PEP 307,
 * PEP 3154.)
 */
package org.sr4j.models.weights.pickle;
