import { KNOWN_BAD_VERSIONS, type KnownBadVersions } from './known-bad-versions.ts'

/** The version of `claude` whose behaviour the adapter was written from. */
export const TESTED_AGENT_VERSION = '2.1.330'

export type VersionAssessment =
  { kind: 'tested' } | { kind: 'untested' } | { kind: 'known_bad'; reason: string; link: string }

/** What is known of a version such as `2.1.330`. */
export function assessVersion(
  version: string,
  knownBad: readonly KnownBadVersions[] = KNOWN_BAD_VERSIONS,
): VersionAssessment {
  const bad = knownBad.find((range) => isWithin(version, range))
  if (bad) return { kind: 'known_bad', reason: bad.reason, link: bad.link }
  return { kind: version === TESTED_AGENT_VERSION ? 'tested' : 'untested' }
}

/** The version in what `--version` prints, such as `2.1.330 (Claude Code)`; `undefined` when it begins with none. */
export function readVersion(text: string): string | undefined {
  return /^\s*v?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?)(?![\w.])/.exec(text)?.[1]
}

function isWithin(version: string, { from, to }: KnownBadVersions): boolean {
  return (
    (from === undefined || compareVersions(version, from) >= 0) &&
    (to === undefined || compareVersions(version, to) <= 0)
  )
}

/** By major, minor and patch; a pre-release counts as its release. */
function compareVersions(left: string, right: string): number {
  const leftParts = versionParts(left)
  const rightParts = versionParts(right)
  const differing = leftParts.findIndex((part, index) => part !== rightParts[index])
  return differing === -1 ? 0 : (leftParts[differing] ?? 0) - (rightParts[differing] ?? 0)
}

function versionParts(version: string): number[] {
  const [release = ''] = version.split('-')
  return release.split('.').map(Number)
}
