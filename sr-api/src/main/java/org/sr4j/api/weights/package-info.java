/** Named tensors: what weight files hold. */
package org.sr4j.api.weights;
