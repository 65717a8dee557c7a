package dev.millrace.search;

/** Keeps the passages whose {@code field} is exactly {@code value}. */
record Filter(String field, FilterField kind, String value) {}
