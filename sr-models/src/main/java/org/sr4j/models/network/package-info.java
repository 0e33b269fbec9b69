/** Networks: a model, a scale, strategies and weights; one package below for each model. */
package org.sr4j.models.network;
