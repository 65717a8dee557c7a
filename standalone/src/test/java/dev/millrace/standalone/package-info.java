/** The command line on its own, and the whole pipeline on real components. */
package dev.millrace.standalone;
