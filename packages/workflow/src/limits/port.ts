import type { AllLimits, HealthProblem, RunLimits } from '../schema/index.ts'

/**
 * Where the limits live. Nothing is limited until somebody sets it. Limits that were set and cannot be read any more are not
 * known, which is an error and not the same as none.
 *
 * Errors: `LIMITS_UNREADABLE`, and of `set` also `STORAGE_FULL` and `STORAGE_UNWRITABLE`.
 */
export interface LimitsStore {
  read(): Promise<AllLimits>
  /** Puts these limits in place of all that the scope had, of everything together without `projectId`; answers what holds now. */
  set(scope: LimitsScope, limits: RunLimits): Promise<AllLimits>
  problems(): Promise<HealthProblem[]>
}

export interface LimitsScope {
  projectId?: string | undefined
}
