/**
 * How long a repeated signal is the same one. A terminal sends Ctrl-C to all processes in front, and
 * npm and npx pass theirs on to what they run: one press arrives twice, some milliseconds apart.
 */
export const SIGNAL_ECHO_MS = 500
