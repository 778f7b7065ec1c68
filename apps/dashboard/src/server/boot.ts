import { homedir } from 'node:os'
import { armFailpoints } from '@specflow/failpoints'
import { createPlatform } from '@specflow/process-runner'
import { createDoctor, ensureToken, openStateDirectory, type ServiceLog } from '@specflow/workflow'
import { provideContainer } from './container-instance.ts'
import { wire, type Wiring } from './container.ts'
import { createDoctorProbes } from './doctor/probes.ts'
import { createFront } from './guard/front.ts'
import { createRateLimit } from './guard/rate-limit.ts'
import { createRequestGuard } from './guard/request-guard.ts'
import { createIdentityProbe } from './identity-probe.ts'
import { readLaunch, type Launch } from './launch.ts'
import { createLog } from './log.ts'
import { ownProblems } from './own-problems.ts'
import { keepPruning } from './retention.ts'
import { ensureSampleProject } from './sample-project.ts'
import { addressesOf, originOf } from './session/addresses.ts'
import { createSessions, type Sessions } from './session/session.ts'
import { readSettings, type Settings } from './settings.ts'
import { signInNotes, startNotes } from './start-notes.ts'
import { openTelemetry } from './telemetry/telemetry.ts'

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
  for (const { code, message } of ownProblems(platform, settings)) log.error({ code }, message)
  const { host } = settings
  const port = await launch.listen({ host, port: settings.port })
  const stateDirectory = await openStateDirectory({
    path: settings.home,
    owner: { url: originOf(host, port), version: launch.version },
    identify: createIdentityProbe(platform),
  })
  const sessions = await openSessions(settings, { directory: stateDirectory.path, port })
  const telemetry = await openTelemetry({ settings, launch, log })
  const wiring = await wire({ settings, launch, stateDirectory, platform, log, onMove: telemetry.onMove })
  const { answerLinks, webhooks } = wiring
  const service = telemetry.watchService(wiring.service)
  await wiring.agents.forKind((await wiring.agents.status()).kind).probe()
  await service.recover()
  await offerSampleProject({ wiring, home: stateDirectory.path, source: launch.sampleProjectPath, log })

  const { retentionDays: days } = settings
  const stopPruning = keepPruning({ service, log, ...(days !== undefined && { days }) })
  const guard = createRequestGuard({
    addresses: addressesOf(host, port, settings.allowedHosts),
    ...(sessions && { authority: sessions }),
  })
  const doctor = createDoctor({
    home: stateDirectory.path,
    probes: createDoctorProbes({ agents: wiring.agents, platform }),
  })
  const { build, version } = launch
  const { metrics } = telemetry
  provideContainer({
    version,
    build,
    service,
    answerLinks,
    doctor,
    guard,
    metrics,
    ...(sessions && { sessions }),
    log,
  })
  const rateLimit = createRateLimit({ ...settings, now: () => performance.now() })
  launch.serve({
    front: telemetry.watchFront(createFront(guard, rateLimit)),
    origin: originOf(host, port),
    notes: [
      ...movedNote(settings.port.number, port),
      ...signInNotes(sessions?.createLink()),
      ...startNotes(await service.health()),
    ],
    reportFailure: (error) => {
      log.error({ err: error }, 'a request could not be answered')
    },
    drain: () => {
      void webhooks.stop()
      return service.drain()
    },
    cancelAll: () => service.cancelAll(),
    close: async () => {
      stopPruning()
      await wiring.close()
      await telemetry.close()
    },
  })
}

async function openSessions(
  { allowedHosts, auth, host }: Settings,
  { directory, port }: { directory: string; port: number },
): Promise<Sessions | undefined> {
  if (auth === 'off') return undefined
  const token = await ensureToken(directory)
  return createSessions({ directory, token, host, port, allowedHosts, now: () => new Date() })
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
