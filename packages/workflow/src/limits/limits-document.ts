import { z } from 'zod'
import { WorkflowError } from '../errors.ts'
import { allLimitsSchema, type AllLimits, type RunLimits } from '../schema/index.ts'
import type { LimitsScope } from './port.ts'

/** What holds before anybody has set anything. */
export function noLimits(): AllLimits {
  return { global: {}, projects: {} }
}

/** The text of a limits file. Throws `LIMITS_UNREADABLE` for one that cannot be understood whole. */
export function parseLimits(path: string, text: string): AllLimits {
  try {
    return allLimitsSchema.parse(JSON.parse(text))
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
    throw unreadableLimits(path, reason, cause)
  }
}

export function unreadableLimits(path: string, reason: string, cause?: unknown): WorkflowError {
  const message = `The limits in ${path} cannot be read, so it is not known what may be spent and nothing is started: ${reason}. ${remedyFor(path)}`
  return new WorkflowError('LIMITS_UNREADABLE', message, { cause, details: { path } })
}

export function remedyFor(path: string): string {
  return `Mend ${path} or put it back; to go on without limits, move it away and start SpecFlow again.`
}

/** The limits with those of one scope replaced. A project without any has no entry. */
export function withScope(all: AllLimits, { projectId }: LimitsScope, limits: RunLimits): AllLimits {
  if (projectId === undefined) return { ...all, global: limits }
  const others = Object.entries(all.projects).filter(([id]) => id !== projectId)
  const own: [string, RunLimits][] = Object.keys(limits).length === 0 ? [] : [[projectId, limits]]
  return { ...all, projects: Object.fromEntries([...others, ...own]) }
}

export function serializeLimits(all: AllLimits): string {
  return `${JSON.stringify(all, undefined, 2)}\n`
}
