import { homedir } from 'node:os'
import { armFailpoints } from '@specflow/failpoints'
import { createPlatform } from '@specflow/process-runner'
import { createDoctor, openStateDirectory, type ServiceLog } from '@specflow/workflow'
import { provideContainer } from './container-instance.ts'
import { wire, type Wiring } from './container.ts'
import { createDoctorProbes } from './doctor/probes.ts'
import { createFront } from './guard/front.ts'
import { createRequestGuard } from './guard/request-guard.ts'
import { createIdentityProbe } from './identity-probe.ts'
import { readLaunch, type Launch } from './launch.ts'
import { createLog } from './log.ts'
import { keepPruning } from './retention.ts'
import { ensureSampleProject } from './sample-project.ts'
import { readSettings } from './settings.ts'
import { startNotes } from './start-notes.ts'

const EX_CONFIG = 78

/** Brings the server up; ends the process with a message when it cannot, because Next would go on and answer 500. */
export async function boot(): Promise<void> {
  const launch = readLaunch()
  if (!launch) {
    end(EX_CONFIG, 'Started this way, no request would be guarded. Start SpecFlow with: node server.mjs')
  }
  try {
    await startServer(launch)
  } catch (error) {
    end(1, messageForOperator(error))
  }
}

async function startServer(launch: Launch): Promise<void> {
  const settings = readSettings(launch.environment.seen, homedir())
  const log = createLog({ level: settings.logLevel, write: (line) => process.stderr.write(line) })
  if (settings.failpoints !== undefined) armFailpoints(settings.failpoints)
  const platform = createPlatform()
  const { host } = settings
  const port = await launch.listen({ host, port: settings.port })
  const stateDirectory = await openStateDirectory({
    path: settings.home,
    owner: { url: `http://${host}:${String(port)}`, version: launch.version },
    identify: createIdentityProbe(platform),
  })
  const wiring = await wire({ settings, launch, stateDirectory, platform, log })
  const { service } = wiring
  await wiring.agents.forKind((await wiring.agents.status()).kind).probe()
  await service.recover()
  await offerSampleProject({ wiring, home: stateDirectory.path, source: launch.sampleProjectPath, log })

  const { retentionDays: days } = settings
  const stopPruning = keepPruning({ service, log, ...(days !== undefined && { days }) })
  const guard = createRequestGuard({ port })
  const doctor = createDoctor({
    home: stateDirectory.path,
    probes: createDoctorProbes({ agents: wiring.agents, platform }),
  })
  provideContainer({ version: launch.version, build: launch.build, service, doctor, guard, log })
  launch.serve({
    front: createFront(guard),
    notes: [...movedNote(settings.port.number, port), ...startNotes(await service.health())],
    reportFailure: (error) => {
      log.error({ err: error }, 'a request could not be answered')
    },
    drain: () => service.drain(),
    cancelAll: () => service.cancelAll(),
    close: () => {
      stopPruning()
      return wiring.close()
    },
  })
}

interface SampleOffer {
  wiring: Wiring
  home: string
  source: string
  log: ServiceLog
}

/** A server without its sample project is still a server. */
async function offerSampleProject({ wiring, home, source, log }: SampleOffer): Promise<void> {
  const { kind } = await wiring.agents.status()
  if (kind !== 'demo') return
  try {
    await ensureSampleProject({ home, source, projects: wiring.projects })
  } catch (error) {
    log.error({ err: error }, 'the sample project could not be set up')
  }
}

function movedNote(wanted: number, port: number): string[] {
  return wanted === 0 || wanted === port ? [] : [`Port ${String(wanted)} was taken.`]
}

/** Errors whose message was written for whoever started the server. */
const EXPECTED_ERRORS = ['SettingsError', 'PortTaken', 'StateDirectoryInUse', 'WorkflowError']

function messageForOperator(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return EXPECTED_ERRORS.includes(error.name) ? error.message : (error.stack ?? error.message)
}

function end(exitCode: number, message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(exitCode)
}
