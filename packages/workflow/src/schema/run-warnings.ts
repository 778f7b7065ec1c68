/**
 * What was odd about a run and changed nothing about how it ended.
 *
 * - `OUTPUT_INVALID_UTF8`: the output held bytes, or escapes of half a character, that are no text; they were replaced.
 * - `OUTPUT_NOT_ALONE`: beside the result stood other text, or more than one result; the last one counted.
 * - `LINGERED`: the agent had given its result and did not end; it was stopped, and the result holds.
 * - `LEFTOVERS_KILLED`: the agent ended by itself and left processes behind, which were ended.
 */
export const RUN_WARNINGS = [
  'OUTPUT_INVALID_UTF8',
  'OUTPUT_NOT_ALONE',
  'LINGERED',
  'LEFTOVERS_KILLED',
] as const

export type RunWarning = (typeof RUN_WARNINGS)[number]
