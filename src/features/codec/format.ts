/**
 * Format of the bytes that are kept of a job or a talent. Raised whenever their layout changes, or
 * what is read from the same row does (a normaliser, a table): bytes of another format are read
 * anew, and a test that remembers what is read says when.
 */
export const READING_FORMAT = 1
