import { readFileSync } from 'node:fs'
import type { RunResult } from '@specflow/process-runner'
import { decideOutcome } from '../../src/runner/outcome.ts'
import type { Outcome } from '../../src/runner/port.ts'
import { parseOutput } from '../../src/runner/result-parser.ts'
import { stderrTail } from '../../src/runner/stderr-tail.ts'

/** One run of the real agent, as it was captured. */
export interface CapturedRun {
  stdout: Buffer
  stderr: string
  exit: { exitCode: number | null; signal: string | null }
}

export function readCaptured(name: string): CapturedRun {
  const read = (file: string) =>
    readFileSync(new URL(`../fixtures/captured/${name}/${file}`, import.meta.url))
  return {
    stdout: read('stdout.txt'),
    stderr: read('stderr.txt').toString('utf8'),
    exit: JSON.parse(read('exit.json').toString('utf8')) as CapturedRun['exit'],
  }
}

export function outcomeOfCaptured(name: string): Outcome {
  const { stdout, stderr, exit } = readCaptured(name)
  const tail = stderrTail(stderr, { isCut: false })
  return decideOutcome({
    run: runResult(exit),
    output: parseOutput(stdout),
    ...(tail !== undefined && { stderrTail: tail }),
  })
}

function runResult({ exitCode, signal }: CapturedRun['exit']): RunResult {
  const times = { startedAt: '2026-01-02T03:04:05.000Z', endedAt: '2026-01-02T03:04:06.000Z', swept: [] }
  return exitCode === null
    ? { kind: 'signaled', signal: signal ?? 'unknown', ...times }
    : { kind: 'exited', exitCode, ...times }
}
