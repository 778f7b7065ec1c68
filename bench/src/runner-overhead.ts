import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessRunner, type RunSpec } from '@specflow/process-runner'
import { createFirstInstruction } from './first-instruction.ts'
import { interleave } from './interleave.ts'
import { measureFileCost, waitForQuietFileSystem } from './quiet-file-system.ts'
import { measureSupervisorMemory } from './supervisor-memory.ts'

const BUDGET = { ratio: 2, memoryBytes: 2 * 1024 * 1024 }
const SIZE = { rounds: 7, pairsPerRound: 15 }

const directory = mkdtempSync(join(tmpdir(), 'specflow-bench-'))
const probe = createFirstInstruction(directory)
const runner = createProcessRunner()
const env = { PATH: '/usr/local/bin:/usr/bin:/bin' }
let runs = 0

const fileMsBefore = await waitForQuietFileSystem(directory)
const comparison = await interleave({ baseline: measureBareSpawn, subject: measureRunner }, SIZE)
const fileMsAfter = measureFileCost(directory)
const memoryBytes = await measureMemory()
probe.close()
rmSync(directory, { recursive: true })

const { baselineMs, subjectMs, ratio } = comparison
console.table({
  'making a file, before and after': {
    value: `${fileMsBefore.toFixed(3)} and ${fileMsAfter.toFixed(3)} ms`,
    budget: '',
  },
  'bare spawn, first instruction': { value: `${baselineMs.toFixed(2)} ms`, budget: '' },
  'runner.start, first instruction': { value: `${subjectMs.toFixed(2)} ms`, budget: '' },
  ratio: {
    value: `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)})`,
    budget: BUDGET.ratio.toFixed(2),
  },
  'supervisor and watchdog, PSS': {
    value: formatBytes(memoryBytes),
    budget: formatBytes(BUDGET.memoryBytes),
  },
})
if (ratio.median > BUDGET.ratio || memoryBytes > BUDGET.memoryBytes) {
  console.error('Over budget.')
  process.exitCode = 1
}

async function measureBareSpawn(): Promise<number> {
  let ended: Promise<unknown> = Promise.resolve()
  const ms = await probe.measure(() => {
    const child = spawn(probe.executable, probe.args, {
      cwd: directory,
      env,
      detached: true,
      stdio: 'ignore',
    })
    ended = new Promise((resolve) => child.once('exit', resolve))
  })
  await ended
  return ms
}

async function measureRunner(): Promise<number> {
  const spec = nextRun(probe.executable, probe.args)
  let ended: Promise<unknown> = Promise.resolve()
  const ms = await probe.measure(() => {
    // What a run still writes to the disk is not to slow down the next one.
    ended = runner.start(spec).then((run) => Promise.all([run.claimed, run.result]))
  })
  await ended
  return ms
}

async function measureMemory(): Promise<number> {
  const run = await runner.start(nextRun('/bin/sleep', ['600']))
  const bytes = await measureSupervisorMemory(run)
  await run.stop('cancelled')
  return bytes
}

function nextRun(executable: string, args: string[]): RunSpec {
  runs += 1
  return {
    directory: join(directory, `run-${runs}`),
    executable,
    args,
    cwd: directory,
    env,
    marker: { name: 'SPECFLOW_RUN', value: `bench:${process.pid}:${runs}` },
    stdin: 'a prompt\n',
    timeoutMs: 600_000,
    graceMs: 1_000,
  }
}

function formatBytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`
}
