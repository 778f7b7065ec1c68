import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPlatform, createProcessRunner, inspectRun } from '@specflow/process-runner'
import { onTestFinished } from 'vitest'
import { createDoctor } from '../../../src/doctor/create-doctor.ts'
import { readDiskSpace } from '../../../src/doctor/disk-space.ts'
import type { DoctorProbes } from '../../../src/doctor/port.ts'
import { repair } from '../../../src/doctor/repair/repair.ts'
import type { DoctorCheck, DoctorRepair, WorkflowExecution } from '../../../src/schema/index.ts'
import type { IdentityProbe } from '../../../src/state-directory/owner-record.ts'
import { openStateDirectory, type StateDirectory } from '../../../src/state-directory/state-directory.ts'
import { newExecution } from '../../support/executions.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'

const platform = createPlatform()

/** This machine's processes, as a server sees them. */
export const identify: IdentityProbe = {
  self: () => {
    const self = platform.identify(process.pid)
    if (!self) throw new Error('The process table does not show this process.')
    return self
  },
  isAlive: ({ bootId, pid, startTime }) => {
    const found = platform.identify(pid)
    return found?.startTime === startTime && found.bootId === bootId
  },
}

/** A machine with a user to whom the demo agent is enough. */
export const PROBES: DoctorProbes = {
  nodeVersion: process.versions.node,
  uid: process.getuid?.() ?? -1,
  agent: () => Promise.resolve({ status: { kind: 'demo' }, problems: [] }),
  identify,
  listProcesses: (markerName) => platform.listProcesses(markerName),
  inspectRun: (directory) => inspectRun(platform, directory),
  diskSpace: readDiskSpace,
}

export interface Clinic {
  home: string
  workflows: string
  homeId: string
  check(id: string): Promise<DoctorCheck>
  repair(): Promise<DoctorRepair[]>
  /** Writes a record, and folders for its runs. */
  record(changes?: Partial<WorkflowExecution>): WorkflowExecution
  /** Opens the directory as a server would; it ends with the test. */
  serve(): Promise<StateDirectory>
}

/** A real state directory that a server has used and left, with the real processes of this machine around it. */
export async function openClinic(probes: Partial<DoctorProbes> = {}): Promise<Clinic> {
  const home = join(temporaryDirectory(), 'state')
  const serve = async () => {
    const owner = { url: 'http://127.0.0.1:4747', version: '0.1.0' }
    const directory = await openStateDirectory({ path: home, owner, identify })
    let isReleased = false
    const release = async () => {
      if (isReleased) return
      isReleased = true
      await directory.release()
    }
    onTestFinished(release)
    return { ...directory, release }
  }
  const { homeId, release, workflowsPath: workflows } = await serve()
  await release()
  const options = { home, probes: { ...PROBES, ...probes } }
  const { sweep } = createProcessRunner({ platform })
  return {
    home,
    workflows,
    homeId,
    serve,
    check: (id) => checkOf(options, id),
    repair: () => repair({ ...options, sweep, version: '0.1.0' }),
    record: (changes = {}) => writeRecord(workflows, { ...newExecution(changes), revision: 1 }),
  }
}

export async function checkOf(
  options: { home: string; probes: DoctorProbes },
  id: string,
): Promise<DoctorCheck> {
  const { checks } = await createDoctor(options).examine()
  const found = checks.find((check) => check.id === id)
  if (!found) throw new Error(`There is no check ${id} in ${JSON.stringify(checks)}`)
  return found
}

/** A run of a record, as many as it is told. */
export function runs(count: number): WorkflowExecution['runs'] {
  const startedAt = '2026-03-01T08:00:00.000Z'
  return Array.from({ length: count }, (_, index) => ({ attempt: index + 1, startedAt }))
}

export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 })
}

export interface Sleeper {
  pid: number
  isAlive(): boolean
}

/** A process that would sleep for ten minutes and carries a marker; it does not outlive the test. */
export async function startSleeper(marker: string): Promise<Sleeper> {
  const child = spawn('sleep', ['600'], { env: { SPECFLOW_RUN: marker }, detached: true, stdio: 'ignore' })
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const identity = platform.identify(pid)
  return { pid, isAlive: () => identity !== undefined && identify.isAlive(identity) }
}

/** A process that has ended and was waited for. */
export async function deadIdentity(): Promise<ReturnType<IdentityProbe['self']>> {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const identity = platform.identify(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  if (!identity) throw new Error('The process could not be seen.')
  return identity
}

function writeRecord(workflows: string, execution: WorkflowExecution): WorkflowExecution {
  writePrivate(join(workflows, `${execution.id}.json`), JSON.stringify(execution))
  for (const { attempt } of execution.runs) {
    mkdirSync(join(workflows, execution.id, `run-${String(attempt)}`), { recursive: true, mode: 0o700 })
  }
  return execution
}
