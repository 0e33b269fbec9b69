/** Files that are either complete or not there. */
package org.sr4j.data.file;
