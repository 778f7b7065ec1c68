export const MIN_TIMEOUT_MS = 1_000
export const MAX_TIMEOUT_MS = 24 * 60 * 60 * 1_000
/** Seconds: so long a request for news may be kept open. */
export const MAX_WAIT_SECONDS = 60
/** Characters of one answer, and of the message that may come with the answers. */
export const MAX_ANSWER_LENGTH = 10_000
