@NullMarked
package dev.millrace.search;

import org.jspecify.annotations.NullMarked;
