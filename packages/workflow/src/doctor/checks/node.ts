import { ok, type Check } from '../finding.ts'

const FLOOR = [20, 19] as const

/** The floor of `package.json`: below it nothing was tried. */
export const checkNode: Check = (_survey, { nodeVersion }) => {
  const floor = FLOOR.join('.')
  if (isAtLeast(nodeVersion)) return ok(`Version ${nodeVersion}; ${floor} or newer is needed.`)
  return {
    status: 'problem',
    detail: `Version ${nodeVersion} is older than ${floor}.`,
    remedy: 'Install the current LTS release from https://nodejs.org and start SpecFlow with it.',
  }
}

function isAtLeast(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])
}
