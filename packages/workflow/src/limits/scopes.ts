import type { AllLimits, RunLimits } from '../schema/index.ts'
import type { LimitsScope } from './port.ts'

/** A scope in which something is limited. */
export interface LimitedScope extends LimitsScope {
  limits: RunLimits
}

/** The scopes that a project is in and that have one of these limits: each of them holds by itself. */
export function scopesWith(
  { global, projects }: AllLimits,
  projectId: string,
  names: readonly (keyof RunLimits)[],
): LimitedScope[] {
  const own = Object.hasOwn(projects, projectId) ? projects[projectId] : undefined
  const scopes: LimitedScope[] = [{ limits: global }, ...(own ? [{ projectId, limits: own }] : [])]
  return scopes.filter(({ limits }) => names.some((name) => limits[name] !== undefined))
}

export const COST_LIMITS = ['maxCostUsd', 'maxCostPerDayUsd'] as const

export function isInScope(scope: LimitsScope, projectId: string): boolean {
  return scope.projectId === undefined || scope.projectId === projectId
}

export function nameScope({ projectId }: LimitsScope): string {
  return projectId === undefined ? 'all projects together' : 'this project'
}

/** Dollars as a person writes them: cents, and more digits only where there is less than ten cents. */
export function sayUsd(usd: number): string {
  return `${usd >= 0.1 || usd === 0 ? usd.toFixed(2) : String(Number(usd.toPrecision(2)))} USD`
}
