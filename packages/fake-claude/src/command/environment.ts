import { homedir } from 'node:os'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment says to the demo agent. Read once, at the entry. */
export interface EnvironmentOptions {
  /** Script of modes; without it the demo skills answer. */
  mode?: string
  /** Nothing is logged without it. */
  logPath?: string
  /** Replaces the working time of every demo skill, in milliseconds. */
  workMs?: number
  /** Where sessions are kept. */
  configDirectory: string
}

/** Throws an `Error` that names the variable when its value makes no sense. */
export function readEnvironment(environment: Environment): EnvironmentOptions {
  const { FAKE_CLAUDE_MODE: mode, FAKE_CLAUDE_LOG: logPath, FAKE_CLAUDE_WORK_MS: work } = environment
  const { CLAUDE_CONFIG_DIR: configDirectory } = environment
  return {
    ...(isSet(mode) && { mode }),
    ...(isSet(logPath) && { logPath }),
    ...(isSet(work) && { workMs: readWorkMs(work) }),
    configDirectory: isSet(configDirectory) ? configDirectory : join(homedir(), '.claude'),
  }
}

function readWorkMs(value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new Error(`FAKE_CLAUDE_WORK_MS is "${value}"; give whole milliseconds, for example 100`)
  }
  return Number(value)
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
