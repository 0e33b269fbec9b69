/** Folders of pictures and the decoded pictures that training takes patches from. */
package org.sr4j.data.dataset;
