import { inspectRun, type Platform } from '@specflow/process-runner'
import { readDiskSpace, type AgentDirectory, type DoctorProbes } from '@specflow/workflow'
import { createIdentityProbe } from '../identity-probe.ts'

export interface DoctorProbesOptions {
  agents: AgentDirectory
  platform: Platform
}

/** How the doctor sees this machine. */
export function createDoctorProbes({ agents, platform }: DoctorProbesOptions): DoctorProbes {
  return {
    nodeVersion: process.versions.node,
    uid: process.getuid?.() ?? -1,
    agent: async () => {
      const { kind } = await agents.status()
      await agents.forKind(kind).probe()
      const [status, problems] = await Promise.all([agents.status(), agents.problems()])
      return { status, problems }
    },
    identify: createIdentityProbe(platform),
    listProcesses: (markerName) => platform.listProcesses(markerName),
    inspectRun: (directory) => inspectRun(platform, directory),
    diskSpace: readDiskSpace,
  }
}
