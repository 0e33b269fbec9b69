/** IDN: information distillation. */
package org.sr4j.models.network.idn;
