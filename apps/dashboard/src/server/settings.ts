import { isIP } from 'node:net'
import { isAbsolute, join } from 'node:path'
import { canArm } from '@specflow/failpoints'
import { z } from 'zod'
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from '@specflow/workflow/schema'
import { isLoopback } from './session/addresses.ts'
import { readAllowedHosts, type AllowedHost } from './session/allowed-hosts.ts'

/** What an operator can set, validated. README lists the names. */
export interface Settings {
  /** Absolute path of the state directory. */
  home: string
  /** An IP address. One that is not of the loopback comes with `allowedHosts` and a token. */
  host: string
  /** Beside the loopback names. */
  allowedHosts: readonly AllowedHost[]
  /** `off`: whoever reaches the port is let in. */
  auth: 'token' | 'off'
  /** `isFixed`: set by hand, so that a taken port stops the start instead of moving to the next one. 0 is any free port. */
  port: { number: number; isFixed: boolean }
  agent: 'auto' | 'claude' | 'demo'
  /** A name for the PATH, or an absolute path. */
  claudeExecutable: string
  timeoutMs: number
  killGraceMs: number
  maxRuns: number
  runsPerProject: number
  requestsPerSecond: number
  /** Absent: the agent's own number. */
  agentRetries?: number
  logLevel: LogLevel
  /** Absent: nothing is ever deleted. */
  retentionDays?: number
  /** Where traces are sent; absent: nowhere, and none are made. */
  otlpEndpoint?: string
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
    allowedHosts: values.SPECFLOW_ALLOWED_HOSTS,
    auth: values.SPECFLOW_AUTH,
    port: { number: values.PORT ?? DEFAULT_PORT, isFixed: values.PORT !== undefined },
    agent: values.SPECFLOW_AGENT,
    claudeExecutable: values.SPECFLOW_CLAUDE_BIN,
    timeoutMs: values.SPECFLOW_TIMEOUT_MS,
    killGraceMs: values.SPECFLOW_KILL_GRACE_MS,
    maxRuns: values.SPECFLOW_MAX_RUNS,
    runsPerProject: values.SPECFLOW_RUNS_PER_PROJECT,
    requestsPerSecond: values.SPECFLOW_REQUEST_RATE,
    ...(values.SPECFLOW_AGENT_RETRIES !== undefined && { agentRetries: values.SPECFLOW_AGENT_RETRIES }),
    logLevel: values.SPECFLOW_LOG_LEVEL,
    ...(values.SPECFLOW_RETENTION_DAYS !== undefined && { retentionDays: values.SPECFLOW_RETENTION_DAYS }),
    ...(values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined &&
      !isTracingOff(given) && { otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(values.SPECFLOW_FAILPOINTS !== undefined && { failpoints: values.SPECFLOW_FAILPOINTS }),
  }
}

const absolutePath = z.string().refine(isAbsolute, 'an absolute path')

/** The address may be there for other programs, such as the agent; OpenTelemetry's own variables say that it is not for traces. */
function isTracingOff({
  OTEL_SDK_DISABLED,
  OTEL_TRACES_EXPORTER,
}: Readonly<Record<string, unknown>>): boolean {
  return OTEL_SDK_DISABLED === 'true' || OTEL_TRACES_EXPORTER === 'none'
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function wholeNumber(least: number, most: number, remark = '') {
  const isAllowed = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  return z
    .string()
    .refine(isAllowed, `a whole number from ${String(least)} to ${String(most)}${remark}`)
    .transform(Number)
}

/** The message of each check says what is allowed. */
const valuesSchema = z.object({
  SPECFLOW_HOME: absolutePath,
  SPECFLOW_HOST: z
    .string()
    .refine((value) => isIP(value) !== 0, 'an IP address, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  SPECFLOW_ALLOWED_HOSTS: z.string().default('').transform(parseHosts),
  SPECFLOW_AUTH: z.enum(['token', 'off'], { error: 'token or off' }).default('token'),
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
  SPECFLOW_REQUEST_RATE: wholeNumber(200, 1_000_000).default(500),
  SPECFLOW_AGENT_RETRIES: wholeNumber(0, 100).optional(),
  SPECFLOW_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  SPECFLOW_RETENTION_DAYS: wholeNumber(1, 36_500).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isHttpAddress, 'the http:// or https:// address of an OTLP collector')
    .optional(),
  SPECFLOW_FAILPOINTS: z
    .string()
    .refine(canArm, 'what @specflow/failpoints can arm, such as renamed=throw(EIO) or @/a/file')
    .optional(),
})

/** Whoever reaches SpecFlow can run commands as its user: from elsewhere only by a name that was meant, and with the token. */
const settingsSchema = valuesSchema.superRefine((values, context) => {
  const { SPECFLOW_ALLOWED_HOSTS: hosts, SPECFLOW_AUTH: auth, SPECFLOW_HOST: host } = values
  const isLocal = isLoopback(host)
  const refuse = (name: string, message: string) => {
    context.addIssue({ code: 'custom', path: [name], message })
  }
  if (!isLocal && hosts.length === 0) {
    const remedy = `the names by which ${host} is reached, such as agents.example.com:4747, or SPECFLOW_HOST=127.0.0.1`
    refuse('SPECFLOW_ALLOWED_HOSTS', remedy)
  }
  if (auth === 'off' && (!isLocal || hosts.length > 0)) {
    const why =
      'off is for 127.0.0.1 without SPECFLOW_ALLOWED_HOSTS: whoever else reaches it could run commands as you'
    refuse('SPECFLOW_AUTH', `token; ${why}`)
  }
})

function parseHosts(text: string, context: z.RefinementCtx): AllowedHost[] {
  const hosts = text === '' ? [] : readAllowedHosts(text)
  if (hosts) return hosts
  const message =
    'a comma list of host names with their port, each with http:// or https:// before it if you like'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

function describeIssues(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    if (given[name] === undefined) return `${name} is not set and has no default here; allowed is ${message}.`
    return `${name} is ${JSON.stringify(given[name])}; allowed is ${message}.`
  })
  return lines.join('\n')
}
