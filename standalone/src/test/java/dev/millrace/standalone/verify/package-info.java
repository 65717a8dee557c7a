@org.jspecify.annotations.NullMarked
package dev.millrace.standalone.verify;
