import type { DoctorCheck, DoctorReport } from '../schema/index.ts'
import { checkAgent } from './checks/agent.ts'
import { checkDisk } from './checks/disk.ts'
import { checkNode } from './checks/node.ts'
import { checkOwner } from './checks/owner.ts'
import { checkProcesses } from './checks/processes.ts'
import { checkProjects } from './checks/projects.ts'
import { checkRecords } from './checks/records.ts'
import { checkRegistry } from './checks/registry.ts'
import { checkRoot } from './checks/root.ts'
import { checkRunDirectories } from './checks/run-directories.ts'
import { checkRuns } from './checks/runs.ts'
import { checkStateDirectory } from './checks/state-directory.ts'
import { checkTemporaryFiles } from './checks/temporary-files.ts'
import { ok, type Check, type Finding } from './finding.ts'
import type { Doctor, DoctorOptions, DoctorProbes } from './port.ts'
import type { Home } from './survey/home.ts'
import { survey, type Survey } from './survey/survey.ts'
import { reasonOf } from './words.ts'

interface NamedCheck {
  id: string
  title: string
  check: Check
  /** What it looks at lies in the state directory. */
  isOfHome: boolean
}

/** In the order of the report. */
const CHECKS: readonly NamedCheck[] = [
  { id: 'node', title: 'Node.js', check: checkNode, isOfHome: false },
  { id: 'agent', title: 'Agent', check: checkAgent, isOfHome: false },
  { id: 'root', title: 'User', check: checkRoot, isOfHome: false },
  { id: 'disk', title: 'Disk space', check: checkDisk, isOfHome: false },
  { id: 'state-directory', title: 'State directory', check: checkStateDirectory, isOfHome: true },
  { id: 'owner', title: 'Server', check: checkOwner, isOfHome: true },
  { id: 'registry', title: 'Project registry', check: checkRegistry, isOfHome: true },
  { id: 'projects', title: 'Project folders', check: checkProjects, isOfHome: true },
  { id: 'records', title: 'Records', check: checkRecords, isOfHome: true },
  { id: 'run-directories', title: 'Run directories', check: checkRunDirectories, isOfHome: true },
  { id: 'runs', title: 'Runs', check: checkRuns, isOfHome: true },
  { id: 'processes', title: 'Processes', check: checkProcesses, isOfHome: true },
  { id: 'temporary-files', title: 'Temporary files', check: checkTemporaryFiles, isOfHome: true },
]

/** Examines the installation when it is asked to, one examination at a time. */
export function createDoctor(options: DoctorOptions): Doctor {
  let underWay: Promise<DoctorReport> | undefined
  return {
    examine: () => {
      underWay ??= examine(options).finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}

async function examine(options: DoctorOptions): Promise<DoctorReport> {
  const found = survey(options)
  const probes = { ...options.probes, agent: once(options.probes.agent) }
  const checks = await Promise.all(CHECKS.map((named) => runCheck(named, found, probes)))
  return { ok: checks.every(({ status }) => status !== 'problem'), checks }
}

async function runCheck(named: NamedCheck, found: Survey, probes: DoctorProbes): Promise<DoctorCheck> {
  const { check, id, isOfHome, title } = named
  const { fixable = false, ...finding } = isOfHome
    ? await checkHome(found.home, id, () => lookAt(check, found, probes))
    : await lookAt(check, found, probes)
  return { id, title, ...finding, fixable }
}

/** Where there is no state directory, there is nothing in it that could be wrong. */
async function checkHome(home: Home, id: string, look: () => Promise<Finding>): Promise<Finding> {
  switch (home.kind) {
    case 'there':
      return look()
    case 'absent':
      return ok(
        id === 'state-directory' ? `${home.path} is made by the first start.` : 'Nothing is there yet.',
      )
    case 'unusable':
      if (id === 'state-directory') return { status: 'problem', detail: home.reason, remedy: home.remedy }
      return { status: 'warning', detail: 'Not looked at, because the state directory cannot be used.' }
  }
}

/** What cannot be looked at is a problem of its own, and keeps nothing else from being looked at. */
async function lookAt(check: Check, found: Survey, probes: DoctorProbes): Promise<Finding> {
  try {
    return await check(found, probes)
  } catch (error) {
    return { status: 'problem', detail: `It could not be looked at: ${reasonOf(error)}` }
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}
