export interface ReadLimits {
  /** Of a page, unless one line alone is longer. */
  pageBytes: number
  pageLines: number
  /** A line above it is not held. */
  lineBytes: number
  /** Of what is searched for the end or the beginning of a line; more than a line. */
  searchBytes: number
  /** Of one read. */
  chunkBytes: number
}

export const READ_LIMITS: ReadLimits = {
  pageBytes: 128 * 1_024,
  pageLines: 1_000,
  lineBytes: 1_024 * 1_024,
  searchBytes: 4 * 1_024 * 1_024,
  chunkBytes: 64 * 1_024,
}

export const NEWLINE = 0x0a
