/** Question to passages: a keyword and a meaning arm, their fusion, the HTTP API and the page. */
@NullMarked
package dev.millrace.search;

import org.jspecify.annotations.NullMarked;
