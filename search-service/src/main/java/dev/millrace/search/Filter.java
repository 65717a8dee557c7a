package dev.millrace.search;

/** Keeps the passages whose {@code field} stands in that relation to {@code value}. */
record Filter(String field, FilterField kind, Relation relation, String value) {}
