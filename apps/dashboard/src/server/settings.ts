import { isAbsolute, join } from 'node:path'
import { canArm } from '@specflow/failpoints'
import { z } from 'zod'
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from '@specflow/workflow/schema'

/** What an operator can set, validated. README lists the names. */
export interface Settings {
  /** Absolute path of the state directory. */
  home: string
  host: '127.0.0.1'
  /** `isFixed`: set by hand, so that a taken port stops the start instead of moving to the next one. 0 is any free port. */
  port: { number: number; isFixed: boolean }
  agent: 'auto' | 'claude' | 'demo'
  /** A name for the PATH, or an absolute path. */
  claudeExecutable: string
  timeoutMs: number
  killGraceMs: number
  maxRuns: number
  runsPerProject: number
  /** Absent: the agent's own number. */
  agentRetries?: number
  logLevel: LogLevel
  /** Absent: nothing is ever deleted. */
  retentionDays?: number
  /** Absent outside of tests. */
  failpoints?: string
}

/** What is logged: lines of this level and of those behind it. */
export type LogLevel = (typeof LOG_LEVELS)[number]

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Settings that stop the start; the message has a line for each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const DEFAULT_PORT = 4747

/**
 * Reads the settings out of an environment; an empty value counts as unset.
 * @throws SettingsError naming each wrong setting, its value and what is allowed.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  homeDirectory: string,
): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settingsSchema.safeParse({ SPECFLOW_HOME: join(homeDirectory, '.specflow'), ...given })
  if (!parsed.success) throw new SettingsError(describeIssues(parsed.error, given))
  const values = parsed.data
  return {
    home: values.SPECFLOW_HOME,
    host: values.SPECFLOW_HOST,
    port: { number: values.PORT ?? DEFAULT_PORT, isFixed: values.PORT !== undefined },
    agent: values.SPECFLOW_AGENT,
    claudeExecutable: values.SPECFLOW_CLAUDE_BIN,
    timeoutMs: values.SPECFLOW_TIMEOUT_MS,
    killGraceMs: values.SPECFLOW_KILL_GRACE_MS,
    maxRuns: values.SPECFLOW_MAX_RUNS,
    runsPerProject: values.SPECFLOW_RUNS_PER_PROJECT,
    ...(values.SPECFLOW_AGENT_RETRIES !== undefined && { agentRetries: values.SPECFLOW_AGENT_RETRIES }),
    logLevel: values.SPECFLOW_LOG_LEVEL,
    ...(values.SPECFLOW_RETENTION_DAYS !== undefined && { retentionDays: values.SPECFLOW_RETENTION_DAYS }),
    ...(values.SPECFLOW_FAILPOINTS !== undefined && { failpoints: values.SPECFLOW_FAILPOINTS }),
  }
}

const absolutePath = z.string().refine(isAbsolute, 'an absolute path')

function wholeNumber(least: number, most: number, remark = '') {
  const isAllowed = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  return z
    .string()
    .refine(isAllowed, `a whole number from ${String(least)} to ${String(most)}${remark}`)
    .transform(Number)
}

/** The message of each check says what is allowed. */
const settingsSchema = z.object({
  SPECFLOW_HOME: absolutePath,
  SPECFLOW_HOST: z
    .literal('127.0.0.1', { error: '127.0.0.1: whoever reaches SpecFlow can run commands as you' })
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, ' (0 takes any free port)').optional(),
  SPECFLOW_AGENT: z.enum(['auto', 'claude', 'demo'], { error: 'auto, claude or demo' }).default('auto'),
  SPECFLOW_CLAUDE_BIN: z
    .string()
    .refine(
      (value) => isAbsolute(value) || !value.includes('/'),
      'an absolute path, or a name without a slash',
    )
    .default('claude'),
  SPECFLOW_TIMEOUT_MS: wholeNumber(MIN_TIMEOUT_MS, MAX_TIMEOUT_MS).default(600_000),
  SPECFLOW_KILL_GRACE_MS: wholeNumber(0, 600_000).default(5_000),
  SPECFLOW_MAX_RUNS: wholeNumber(1, 1_000).default(4),
  SPECFLOW_RUNS_PER_PROJECT: wholeNumber(1, 1_000).default(1),
  SPECFLOW_AGENT_RETRIES: wholeNumber(0, 100).optional(),
  SPECFLOW_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  SPECFLOW_RETENTION_DAYS: wholeNumber(1, 36_500).optional(),
  SPECFLOW_FAILPOINTS: z
    .string()
    .refine(canArm, 'what @specflow/failpoints can arm, such as renamed=throw(EIO) or @/a/file')
    .optional(),
})

function describeIssues(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    if (given[name] === undefined) return `${name} is not set and has no default here; allowed is ${message}.`
    return `${name} is ${JSON.stringify(given[name])}; allowed is ${message}.`
  })
  return lines.join('\n')
}
