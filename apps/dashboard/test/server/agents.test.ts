import { describe, expect, test } from 'vitest'
import { WorkflowError, type AgentRunner } from '@specflow/workflow'
import type { AgentKind, Project } from '@specflow/workflow/schema'
import { createAgentDirectory } from '../../src/server/agents.ts'
import type { Settings } from '../../src/server/settings.ts'

const SAMPLE_PATH = '/home/ada/.specflow/sample-project'
const registeredAt = '2026-01-02T03:04:05.000Z'
const sample: Project = { id: 's', name: 'Sample project', path: SAMPLE_PATH, registeredAt }
const garden: Project = { id: 'g', name: 'Garden', path: '/home/ada/garden', registeredAt }

type Readiness = 'ready' | 'AGENT_NOT_FOUND' | 'AGENT_REFUSED'

/** An agent of which only the answers about itself matter. */
function createRunner(kind: AgentKind, readiness: Readiness): AgentRunner {
  const never = () => Promise.reject(new Error('Nothing is run here.'))
  return {
    kind,
    status: () =>
      Promise.resolve({
        kind,
        ...(readiness !== 'AGENT_NOT_FOUND' && { path: `/usr/bin/${kind}` }),
      }),
    problems: () =>
      Promise.resolve(
        readiness === 'ready'
          ? []
          : [{ code: readiness, message: `${kind} cannot run.`, remedy: 'Mend it.' }],
      ),
    probe: () => Promise.resolve(),
    ensureReady: () =>
      readiness === 'ready'
        ? Promise.resolve()
        : Promise.reject(new WorkflowError(readiness, `${kind} cannot run.`)),
    findSessionHolders: never,
    lastActivity: never,
    streamOutput: never,
    firstCommand: never,
    findOpenSession: never,
    start: never,
    recover: never,
  }
}

function createDirectory(choice: Settings['agent'], claude: Readiness) {
  const runners = { claude: createRunner('claude', claude), demo: createRunner('demo', 'ready') }
  return createAgentDirectory({ choice, ...runners, sampleProjectPath: SAMPLE_PATH })
}

describe.each<[Settings['agent'], Readiness, AgentKind | Readiness, AgentKind | Readiness]>([
  ['auto', 'ready', 'claude', 'claude'],
  ['auto', 'AGENT_NOT_FOUND', 'demo', 'AGENT_NOT_FOUND'],
  ['auto', 'AGENT_REFUSED', 'AGENT_REFUSED', 'AGENT_REFUSED'],
  ['claude', 'ready', 'claude', 'claude'],
  ['claude', 'AGENT_NOT_FOUND', 'AGENT_NOT_FOUND', 'AGENT_NOT_FOUND'],
  ['claude', 'AGENT_REFUSED', 'AGENT_REFUSED', 'AGENT_REFUSED'],
  ['demo', 'ready', 'demo', 'demo'],
  ['demo', 'AGENT_NOT_FOUND', 'demo', 'demo'],
])('SPECFLOW_AGENT=%s and claude %s', (choice, claude, onSample, onGarden) => {
  test.each([
    [sample, onSample],
    [garden, onGarden],
  ])('a start of $name is $1', async (project, expected) => {
    const started = createDirectory(choice, claude)
      .forStart(project)
      .then(({ kind }) => kind)
      .catch((error: unknown) => (error as WorkflowError).code)
    await expect(started).resolves.toBe(expected)
  })
})

test('an execution goes on with the agent that began it, whatever is set now', () => {
  expect(createDirectory('demo', 'ready').forKind('claude').kind).toBe('claude')
  expect(createDirectory('claude', 'ready').forKind('demo').kind).toBe('demo')
})

describe('health', () => {
  test.each<[Settings['agent'], Readiness, AgentKind, string[]]>([
    ['auto', 'ready', 'claude', []],
    ['auto', 'AGENT_NOT_FOUND', 'demo', ['AGENT_NOT_FOUND']],
    ['auto', 'AGENT_REFUSED', 'claude', ['AGENT_REFUSED']],
    ['claude', 'AGENT_NOT_FOUND', 'claude', ['AGENT_NOT_FOUND']],
    ['demo', 'ready', 'demo', ['DEMO_AGENT']],
  ])(
    'with SPECFLOW_AGENT=%s and claude %s says who runs and what is wrong',
    async (choice, claude, kind, codes) => {
      const directory = createDirectory(choice, claude)
      expect((await directory.status()).kind).toBe(kind)
      expect((await directory.problems()).map(({ code }) => code)).toEqual(codes)
    },
  )
})
