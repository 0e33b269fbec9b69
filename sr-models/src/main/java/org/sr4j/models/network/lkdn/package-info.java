/** LKDN: large kernel attention in distillation blocks. */
package org.sr4j.models.network.lkdn;
