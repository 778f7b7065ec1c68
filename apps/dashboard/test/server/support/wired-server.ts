import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createPlatform } from '@specflow/process-runner'
import { createDoctor, openStateDirectory } from '@specflow/workflow'
import { wire, type Wiring } from '../../../src/server/container.ts'
import { provideContainer } from '../../../src/server/container-instance.ts'
import { createDoctorProbes } from '../../../src/server/doctor/probes.ts'
import { createRequestGuard } from '../../../src/server/guard/request-guard.ts'
import { addressesOf } from '../../../src/server/session/addresses.ts'
import { createIdentityProbe } from '../../../src/server/identity-probe.ts'
import { createLog } from '../../../src/server/log.ts'
import { readSettings } from '../../../src/server/settings.ts'
import { NO_METRICS, PORT } from './container.ts'

const demoAgent = dirname(createRequire(import.meta.url).resolve('@specflow/fake-claude/package.json'))

export interface WiredServer extends Wiring, AsyncDisposable {
  sampleProjectSource: string
}

/** Everything as it is at a real start, with the demo agent, in a state directory of its own. */
export async function startWiredServer(directory: string): Promise<WiredServer> {
  const home = join(directory, 'home')
  const settings = readSettings({ SPECFLOW_HOME: home, SPECFLOW_AGENT: 'demo' }, directory)
  const platform = createPlatform()
  const launch = {
    version: '0.0.0',
    environment: { seen: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: directory } },
    ownBinDirectories: [],
    demoAgentPath: join(demoAgent, 'bin', 'specflow-demo-agent.mjs'),
  }
  const stateDirectory = await openStateDirectory({
    path: home,
    owner: { url: 'http://127.0.0.1:4747', version: launch.version },
    identify: createIdentityProbe(platform),
  })
  const log = createLog({ level: 'silent', write: () => undefined })
  const wiring = await wire({ settings, launch, stateDirectory, platform, log })
  await wiring.service.recover()
  const doctor = createDoctor({ home, probes: createDoctorProbes({ agents: wiring.agents, platform }) })
  provideContainer({
    version: '0.1.0',
    build: 'build-1',
    service: wiring.service,
    answerLinks: wiring.answerLinks,
    doctor,
    guard: createRequestGuard({ addresses: addressesOf('127.0.0.1', PORT, []) }),
    metrics: NO_METRICS,
    log,
  })
  return {
    ...wiring,
    sampleProjectSource: join(demoAgent, 'sample-project'),
    [Symbol.asyncDispose]: async () => {
      await wiring.service.cancelAll()
      await wiring.close()
    },
  }
}
