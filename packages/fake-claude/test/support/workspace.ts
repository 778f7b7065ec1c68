import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { DEMO_AGENT_BIN, readFakeClaudeLog, type FakeClaudeLogLine } from '../../src/index.ts'
import { killLeaf } from './processes.ts'

const AGENT = fileURLToPath(new URL(`../../${DEMO_AGENT_BIN}`, import.meta.url))
export const FLAGS = [
  '--output-format',
  'json',
  '--dangerously-skip-permissions',
  '--disallowedTools',
  'AskUserQuestion',
]
export const SCHEMA = '{"type":"object","properties":{"status":{"type":"string"}},"required":["status"]}'

export interface Ended {
  stdout: Buffer
  stderr: string
  exitCode: number | null
  signal: NodeJS.Signals | null
}

export interface RunningAgent {
  pid: number
  child: ChildProcess
  ended: Promise<Ended>
}

export interface RunOptions {
  /** `undefined` leaves stdin open without a byte. */
  prompt?: string | undefined
  mode?: string
  resume?: string
  cwd?: string
  argv?: readonly string[]
  environment?: Readonly<Record<string, string>>
}

/** A temporary project and agent home. At the end of the test every agent and every leaf is killed. */
export function createWorkspace() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'fake-claude-')))
  const project = join(root, 'project')
  const configDirectory = join(root, 'config')
  const logPath = join(root, 'log.jsonl')
  mkdirSync(project)

  const log = (): FakeClaudeLogLine[] =>
    existsSync(logPath) ? readFakeClaudeLog(readFileSync(logPath, 'utf8')) : []

  const agents: RunningAgent[] = []
  const start = (options: RunOptions = {}): RunningAgent => {
    const { mode, resume, cwd = project, environment } = options
    const resumed = resume === undefined ? [] : ['--resume', resume]
    const child = spawn(AGENT, options.argv ?? ['-p', ...resumed, ...FLAGS, '--json-schema', SCHEMA], {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: root,
        CLAUDE_CONFIG_DIR: configDirectory,
        FAKE_CLAUDE_LOG: logPath,
        FAKE_CLAUDE_WORK_MS: '1',
        ...(mode !== undefined && { FAKE_CLAUDE_MODE: mode }),
        ...environment,
      },
    })
    // A run that leaves its stdin unread breaks the pipe; that is what some tests are about.
    child.stdin.on('error', () => undefined)
    const prompt = 'prompt' in options ? options.prompt : '/anything'
    if (prompt !== undefined) child.stdin.end(prompt)
    const agent = { pid: child.pid ?? -1, child, ended: collect(child) }
    agents.push(agent)
    return agent
  }

  onTestFinished(() => {
    for (const { child } of agents) child.kill('SIGKILL')
    for (const line of log()) if (line.event === 'leaf') killLeaf(line.leafPid)
    rmSync(root, { recursive: true, force: true })
  })

  return {
    root,
    project,
    configDirectory,
    logPath,
    log,
    start,
    run: (options?: RunOptions) => start(options).ended,
  }
}

async function collect(child: ReturnType<typeof spawn>): Promise<Ended> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString(), exitCode, signal })
    })
  })
}
