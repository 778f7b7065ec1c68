/** Debian's browser; nothing is downloaded for the tests. */
export const CHROMIUM = process.env.SPECFLOW_TEST_CHROMIUM ?? '/usr/bin/chromium'

/** Runs as root and in a container, and reaches for nothing but what a test opens. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const
