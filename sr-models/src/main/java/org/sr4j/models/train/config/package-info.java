/** What a training run is told: records, read from strict YAML. */
package org.sr4j.models.train.config;
