import type { Platform, RunState } from '@specflow/process-runner'
import type { AgentStatus, DoctorReport, HealthProblem } from '../schema/index.ts'
import type { IdentityProbe } from '../state-directory/owner-record.ts'

/** Looks an installation over. */
export interface Doctor {
  /** Changes nothing. Whoever asks while an examination is under way gets the report of that one. */
  examine(): Promise<DoctorReport>
}

/** What the agent directory tells once the agent has been asked. */
export interface AgentFindings {
  status: AgentStatus
  problems: HealthProblem[]
}

export interface DiskSpace {
  /** For an ordinary user. */
  freeBytes: number
  totalBytes: number
}

/** What the doctor asks of the world outside the state directory. */
export interface DoctorProbes {
  /** As `process.versions.node` says it. */
  nodeVersion: string
  /** Of the user whose installation it is. */
  uid: number
  /** May start the agent's command to ask for its version. */
  agent(): Promise<AgentFindings>
  identify: IdentityProbe
  listProcesses: Platform['listProcesses']
  /** How the run in this directory stands. */
  inspectRun(directory: string): RunState
  /** Of the disk that this folder is on. */
  diskSpace(path: string): Promise<DiskSpace>
}

export interface DoctorOptions {
  /** The state directory, as the settings name it; it need not be there. */
  home: string
  probes: DoctorProbes
}
