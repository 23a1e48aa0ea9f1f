/** Answers of the gateway in Redis: hash of the user, type, subject, slot. */
export const ANSWER_KEY_PREFIX = 'gateway:answer:'
