/** Random training patches whose every batch is a function of seed and index. */
package org.sr4j.data.patch;
