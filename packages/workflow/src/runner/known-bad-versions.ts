/** Versions of the agent that must not be started; both ends belong to the range, and a missing end is open. */
export interface KnownBadVersions {
  from?: string
  to?: string
  reason: string
  /** Where the fault is described. */
  link: string
}

/** None is known to be bad; an entry here refuses every start with such a version. */
export const KNOWN_BAD_VERSIONS: readonly KnownBadVersions[] = []
