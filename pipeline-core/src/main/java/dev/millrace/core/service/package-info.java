/** How a service lives: started by one function, seen through HTTP, closed in the reverse order of its opening. */
@NullMarked
package dev.millrace.core.service;

import org.jspecify.annotations.NullMarked;
