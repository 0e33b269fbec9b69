/** What runs networks. */
package org.sr4j.api.engine;
